package io.timecoin.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.timecoin.devnet.backends.AssignedBackends;
import io.timecoin.ledger.testing.Await;
import io.timecoin.ledger.testing.BusyChain;
import io.timecoin.ledger.testing.ChainStream;
import io.timecoin.ledger.testing.LedgerBackends;
import io.timecoin.ledger.testing.LedgerClient;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.proto.internal.v1.ChainHead;
import io.timecoin.protocol.testing.TestChain;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A record that proves nothing stops the writer with a numbered message; queries go on. */
@QuarkusTest
@QuarkusTestResource(value = LedgerBackends.class, restrictToAnnotatedClass = true)
class LedgerHaltIT {
  AssignedBackends backends;

  @TestHTTPResource("/")
  URI base;

  @Test
  void aMicroblockWithoutAQuorumHaltsTheWriterAndNothingOfItIsWritten() throws Exception {
    TestChain chain = BusyChain.grown(LedgerBackends.chain(), 3);
    var next = chain.microblock(List.of(), chain.tip().timeMillis() + 30_000);
    var weak =
        new CertifiedMicroblock(
            next, chain.certify(next.header(), 0, chain.memberKeys().subList(0, 2)));
    var ledger = new LedgerClient(base);

    try (var stream = new ChainStream(backends)) {
      stream.write(chain.microblocks(), 1);
      stream.write(List.of(weak), 1);
      stream.write(List.of(chain.certified(next)), 1);
    }

    Await.until(
        "the writer says why it halted",
        () -> ledger.text("/status/capabilities").contains("LEDGER-107"));
    ChainHead head = ledger.get("/internal/v1/chain", ChainHead.parser());
    assertThat(head.getSequence()).isEqualTo(3);
    assertThat(ledger.status("/q/health/live")).isEqualTo(200);
    assertThat(ledger.status("/q/health/ready")).isEqualTo(200);
    assertThat(ledger.text("/q/metrics")).contains("timecoin_ledger_halted 1.0");
  }
}
