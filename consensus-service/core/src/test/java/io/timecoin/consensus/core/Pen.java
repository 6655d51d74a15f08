package io.timecoin.consensus.core;

import io.timecoin.consensus.core.message.Ballot;
import io.timecoin.consensus.core.message.Proposal;
import io.timecoin.consensus.core.message.RoundChange;
import io.timecoin.consensus.core.message.Timeout;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.SignedBytes;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import java.util.List;
import java.util.Optional;

/** Signs whatever it is told, with whatever key, on one network. */
record Pen(Hash256 genesisHash) {

  Proposal proposal(
      KeyPair key,
      int round,
      MicroblockHeader header,
      List<Hash256> wtxids,
      List<RoundChange> changes) {
    long sequence = header.sequence();
    var message = SignedBytes.of(genesisHash, VoteType.PROPOSAL, sequence, round, header.digest());
    return new Proposal(
        sequence, round, header, wtxids, changes, key.publicKey(), key.sign(message));
  }

  Ballot ballot(KeyPair key, VoteType type, long sequence, int round, Hash256 digest) {
    var message = SignedBytes.of(genesisHash, type, sequence, round, digest);
    return new Ballot(type, sequence, round, digest, key.publicKey(), key.sign(message));
  }

  RoundChange change(KeyPair key, long sequence, int round, Optional<Certificate> prepared) {
    var message = RoundChange.signedBytes(genesisHash, sequence, round, prepared);
    return new RoundChange(sequence, round, prepared, key.publicKey(), key.sign(message));
  }

  Timeout timeout(KeyPair key, long sequence, int round) {
    var message = SignedBytes.timeout(genesisHash, sequence, round);
    return new Timeout(sequence, round, key.publicKey(), key.sign(message));
  }
}
