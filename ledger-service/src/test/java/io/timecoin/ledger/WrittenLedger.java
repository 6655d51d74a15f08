package io.timecoin.ledger;

import com.google.protobuf.ByteString;
import io.quarkus.test.common.http.TestHTTPResource;
import io.timecoin.devnet.backends.AssignedBackends;
import io.timecoin.ledger.testing.Await;
import io.timecoin.ledger.testing.BusyChain;
import io.timecoin.ledger.testing.ChainStream;
import io.timecoin.ledger.testing.LedgerBackends;
import io.timecoin.ledger.testing.LedgerClient;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.internal.v1.ChainHead;
import io.timecoin.protocol.testing.TestChain;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;

/**
 * The whole service on real Kafka and PostgreSQL: a chain is written once, with records doubled and
 * junk in between; each subclass compares another side of the service with the chain itself.
 */
abstract class WrittenLedger {
  static final int MICROBLOCKS = 30;
  static final TestChain CHAIN = BusyChain.grown(LedgerBackends.chain(), MICROBLOCKS);

  /** Prefix of the topics that have the chain: another start of the service has others. */
  private static String written = "";

  AssignedBackends backends;

  @TestHTTPResource("/")
  URI base;

  LedgerClient ledger;

  @BeforeEach
  void theLedgerHasTheChain() throws Exception {
    ledger = new LedgerClient(base);
    if (!written.equals(backends.prefix())) {
      written = backends.prefix();
      try (var stream = new ChainStream(backends)) {
        stream.write(BusyChain.range(CHAIN, 1, 12), 3);
        stream.write(BusyChain.range(CHAIN, 7, 12), 3);
        stream.write(new byte[] {1, 2, 3}, 3);
        stream.write(BusyChain.range(CHAIN, 12, MICROBLOCKS), 4);
        stream.write(BusyChain.range(CHAIN, MICROBLOCKS, MICROBLOCKS), 4);
      }
    }
    Await.until(
        "the ledger has sequence " + MICROBLOCKS,
        () -> ledger.status("/internal/v1/chain") == 200 && head().getSequence() == MICROBLOCKS);
  }

  ChainHead head() throws Exception {
    return ledger.get("/internal/v1/chain", ChainHead.parser());
  }

  static Hash256 hash(ByteString bytes) {
    return Hash256.of(bytes.toByteArray());
  }

  static ByteString bytes(Hash256 hash) {
    return ByteString.copyFrom(hash.toByteArray());
  }
}
