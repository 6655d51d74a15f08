package io.timecoin.e2e;

import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.chain.ChainVerdict;
import io.timecoin.protocol.chain.ChainVerifier;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.proto.chain.v1.MicroblockRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** chain.microblocks as an application reads it: believes nothing that it has not verified. */
record ChainStream(GenesisDocument genesis, List<CertifiedMicroblock> microblocks) {
  static final String TOPIC = "chain.microblocks";

  /** The whole stream of the first masternode up to its present end. */
  static ChainStream read(RunningDevnet devnet) {
    return read(devnet.node(1));
  }

  /** The whole stream of one masternode up to its present end. */
  static ChainStream read(Node node) {
    var microblocks = new ArrayList<CertifiedMicroblock>();
    for (MicroblockRecord record : node.topics().values(TOPIC, MicroblockRecord.parser())) {
      try {
        microblocks.add(CertifiedMicroblock.fromProto(record));
      } catch (DecodeException e) {
        throw new AssertionError("sequence " + record.getSequence(), e);
      }
    }
    return new ChainStream(node.devnet().genesis(), List.copyOf(microblocks));
  }

  /** The stream up to and including a sequence. */
  ChainStream upTo(long sequence) {
    return new ChainStream(
        genesis,
        microblocks.stream()
            .filter(microblock -> microblock.header().sequence() <= sequence)
            .toList());
  }

  /** Verifies everything from genesis on; fails with the first thing wrong. */
  ChainVerifier verified() {
    var verifier = new ChainVerifier(genesis);
    microblocks.forEach(microblock -> accept(verifier, microblock));
    return verifier;
  }

  /** Verifies the next one; fails with what is wrong with it. */
  static void accept(ChainVerifier verifier, CertifiedMicroblock next) {
    if (verifier.accept(next) instanceof ChainVerdict.Broken broken) {
      throw new AssertionError(
          "microblock %d: %s: %s"
              .formatted(broken.sequence(), broken.getClass().getSimpleName(), broken.detail()));
    }
  }

  long lastSequence() {
    return microblocks.isEmpty() ? 0 : microblocks.getLast().header().sequence();
  }

  /** All txids but coinbases'; fails when one is there twice. */
  Set<Hash256> txids() {
    var txids = new HashSet<Hash256>();
    for (CertifiedMicroblock microblock : microblocks) {
      microblock
          .transactions()
          .forEach(
              transaction -> {
                if (!txids.add(transaction.txid())) {
                  throw new AssertionError(transaction.txid() + " is final twice");
                }
              });
    }
    return txids;
  }
}
