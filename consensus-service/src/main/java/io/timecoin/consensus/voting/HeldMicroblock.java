package io.timecoin.consensus.voting;

import io.timecoin.consensus.core.Input;
import io.timecoin.consensus.core.Input.VerdictAnswered.Answer;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.SealInputs;
import io.timecoin.protocol.crypto.Hash256;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A synced microblock, and how far the machine has been told of it. Not thread-safe. */
final class HeldMicroblock {
  private final CertifiedMicroblock microblock;
  private final Hash256 digest;
  private final int bytes;
  private Optional<SealInputs> valid = Optional.empty();
  private boolean served;
  private boolean judged;

  HeldMicroblock(CertifiedMicroblock microblock, int bytes) {
    this.microblock = microblock;
    this.digest = microblock.header().digest();
    this.bytes = bytes;
  }

  CertifiedMicroblock microblock() {
    return microblock;
  }

  Hash256 digest() {
    return digest;
  }

  int bytes() {
    return bytes;
  }

  /** Mempool finds it valid but for its seal. */
  void valid(SealInputs inputs) {
    valid = Optional.of(inputs);
  }

  /** Whether the machine has got it with its verdict. */
  boolean isJudged() {
    return judged;
  }

  boolean hasNext() {
    return !served || (valid.isPresent() && !judged);
  }

  /** What the machine has not got of it and can get now. */
  List<Input> next() {
    List<Input> next = new ArrayList<>(2);
    if (!served) {
      next.add(new Input.MicroblockServed(microblock));
      served = true;
    }
    if (!judged && valid.isPresent()) {
      next.add(verdict(valid.get()));
      judged = true;
    }
    return next;
  }

  /** The machine was not there yet: it is to get all of it anew. */
  void again() {
    served = false;
    judged = false;
  }

  private Input verdict(SealInputs inputs) {
    var header = microblock.header();
    return new Input.VerdictAnswered(
        header.sequence(),
        header.previousDigest(),
        digest,
        new Answer.Valid(header, microblock.transactions(), inputs));
  }
}
