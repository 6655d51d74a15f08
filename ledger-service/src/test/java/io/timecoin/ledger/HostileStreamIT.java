package io.timecoin.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.timecoin.devnet.backends.AssignedBackends;
import io.timecoin.devnet.hostile.HostileValue;
import io.timecoin.devnet.hostile.HostileValue.Fate;
import io.timecoin.kit.kafka.HostileTopic;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.ledger.testing.Await;
import io.timecoin.ledger.testing.BusyChain;
import io.timecoin.ledger.testing.ChainStream;
import io.timecoin.ledger.testing.LedgerBackends;
import io.timecoin.ledger.testing.LedgerClient;
import io.timecoin.protocol.proto.internal.v1.ChainHead;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.topics.Topic;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is no microblock is put aside; the chain around it is written and published. */
@QuarkusTest
@QuarkusTestResource(value = LedgerBackends.class, restrictToAnnotatedClass = true)
class HostileStreamIT {
  private static final int MICROBLOCKS = 6;

  AssignedBackends backends;

  @TestHTTPResource("/")
  URI base;

  @Test
  void whatIsNoMicroblockGoesAsideAndTheChainGoesOn() throws Exception {
    TestChain chain = BusyChain.grown(LedgerBackends.chain(), MICROBLOCKS);
    var settings =
        new KafkaSettings(backends.kafkaBootstrapServers(), backends.prefix(), "hostile");
    var topic = new HostileTopic(settings, Topic.CHAIN_MICROBLOCKS);
    // Mutations that are microblocks contradict the chain and halt the writer: LedgerHaltIT.
    List<HostileValue> values = topic.values(chain.microblocks().getFirst().toProto(), 9, 0);
    var ledger = new LedgerClient(base);

    try (var stream = new ChainStream(backends)) {
      stream.write(BusyChain.range(chain, 1, 3), 1);
      topic.write(values);
      stream.write(BusyChain.range(chain, 4, MICROBLOCKS), 1);
    }

    Await.until(
        "the ledger has the whole chain",
        () ->
            ledger.status("/internal/v1/chain") == 200
                && ledger.get("/internal/v1/chain", ChainHead.parser()).getSequence()
                    == MICROBLOCKS);
    topic.awaitDeadLetters(values);
    assertThat(values).anyMatch(value -> value.fate() == Fate.HARMLESS);
    assertThat(ledger.text("/q/metrics"))
        .contains("timecoin_ledger_halted 0.0")
        .contains("timecoin_dead_letters_total{");
  }
}
