package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.chain.ChainState;
import io.timecoin.protocol.chain.ChainVerifier;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.network.GenesisDocument;
import java.util.ArrayList;
import java.util.List;

/**
 * What a masternode has published, verified from genesis on. Goes on from where it was verified
 * last, and finds out when what was published by then is not the same any more.
 */
final class VerifiedChain {
  private final ChainVerifier verifier;
  private final List<Hash256> digests = new ArrayList<>();
  private final List<Hash256> commitments = new ArrayList<>();

  VerifiedChain(GenesisDocument genesis) {
    verifier = new ChainVerifier(genesis);
  }

  /** The state after the stream's last microblock, until it is followed further. */
  ChainState follow(ChainStream stream) {
    List<CertifiedMicroblock> microblocks = stream.microblocks();
    assertThat(microblocks).hasSizeGreaterThanOrEqualTo(digests.size());
    for (int i = 0; i < digests.size(); i++) {
      assertIsVerified(microblocks.get(i), digests.get(i));
    }
    for (CertifiedMicroblock next : microblocks.subList(digests.size(), microblocks.size())) {
      ChainStream.accept(verifier, next);
      digests.add(next.header().digest());
      commitments.add(verifier.state().commitment().commitment());
    }
    return verifier.state();
  }

  /** The commitment over the UTXO set after a microblock that was followed. */
  Hash256 commitmentAt(long sequence) {
    return commitments.get(Math.toIntExact(sequence - 1));
  }

  private static void assertIsVerified(CertifiedMicroblock microblock, Hash256 digest) {
    MicroblockHeader header = microblock.header();
    assertThat(header.digest()).as("digest of %d", header.sequence()).isEqualTo(digest);
    assertThat(MicroblockHeader.rootOf(microblock.transactions()))
        .as("transactions of %d", header.sequence())
        .isEqualTo(header.transactionRoot());
  }
}
