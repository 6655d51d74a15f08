package io.timecoin.consensus.core;

import io.timecoin.consensus.core.message.Ballot;
import io.timecoin.consensus.core.message.Proposal;
import io.timecoin.consensus.core.message.RoundChange;
import io.timecoin.consensus.core.message.Timeout;
import io.timecoin.consensus.core.value.KnownValue;
import io.timecoin.consensus.core.value.ValueRules;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.Microblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Signature;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Signs anything with any member's key, as members under one hostile will could. */
final class Forger {
  private final TestNetwork network;
  private final Pen pen;

  Forger(TestNetwork network) {
    this.network = network;
    this.pen = new Pen(network.members.genesis.hash());
  }

  /** A valid value of one transaction. */
  KnownValue value(TestNode proposer, long timeMillis, int number) {
    var drafted = transactions(number);
    return new ValueRules(network.members.genesis)
        .ofDraft(
            proposer.state.position(),
            proposer.publicKey(),
            timeMillis,
            drafted,
            proposer.sealInputs.plus(drafted, 0))
        .orElseThrow();
  }

  static List<Transaction> transactions(int number) {
    return List.of(TestMembers.transaction(number));
  }

  Proposal proposal(TestNode signer, int round, KnownValue value, List<RoundChange> changes) {
    return pen.proposal(signer.key, round, value.header(), value.wtxids(), changes);
  }

  Ballot ballot(TestNode signer, VoteType type, int round, MicroblockHeader header) {
    return pen.ballot(signer.key, type, header.sequence(), round, header.digest());
  }

  Timeout timeout(TestNode signer, long sequence, int round) {
    return pen.timeout(signer.key, sequence, round);
  }

  RoundChange change(TestNode signer, int round, Optional<Certificate> prepared) {
    return pen.change(signer.key, signer.state.sequence(), round, prepared);
  }

  List<RoundChange> changes(List<TestNode> signers, int round) {
    return signers.stream().map(signer -> change(signer, round, Optional.empty())).toList();
  }

  /** The votes of these members, whether they suffice or not. */
  Certificate certificate(
      List<TestNode> signers, VoteType type, int round, MicroblockHeader header) {
    var votes = new TreeMap<PublicKey, Signature>();
    signers.forEach(
        signer -> votes.put(signer.publicKey(), ballot(signer, type, round, header).signature()));
    return Certificate.of(
        network.members.committee(), header.sequence(), round, header.digest(), votes);
  }

  CertifiedMicroblock decided(List<TestNode> signers, KnownValue value, int number) {
    return new CertifiedMicroblock(
        new Microblock(value.header(), transactions(number)),
        certificate(signers, VoteType.COMMIT, 0, value.header()));
  }
}
