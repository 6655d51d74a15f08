package io.timecoin.mempool.synced;

import io.timecoin.mempool.bodies.Bodies;
import io.timecoin.mempool.bodies.KnownBody;
import io.timecoin.mempool.proposal.ListedValue;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A synced microblock that waits for its turn, and then for the verdicts on its transactions. */
final class Candidate {
  private final ListedValue value;
  private final List<Transaction> found = new ArrayList<>();

  Candidate(ListedValue value) {
    this.value = value;
  }

  ListedValue value() {
    return value;
  }

  boolean follows(Hash256 digest) {
    return value.header().previousDigest().equals(digest);
  }

  /**
   * Looks for its transactions, in order and from where it had to stop last time. One that breaks a
   * rule is never found.
   *
   * @return whether all are here
   */
  boolean complete(Bodies bodies, long nowMillis) {
    List<Hash256> wtxids = value.wtxids();
    while (found.size() < wtxids.size()) {
      Optional<Transaction> body =
          bodies.find(wtxids.get(found.size()), nowMillis).flatMap(KnownBody::whenSound);
      if (body.isEmpty()) {
        return false;
      }
      found.add(body.get());
    }
    return true;
  }

  /** As far as they have been found; all, when it is complete. */
  List<Transaction> transactions() {
    return Collections.unmodifiableList(found);
  }
}
