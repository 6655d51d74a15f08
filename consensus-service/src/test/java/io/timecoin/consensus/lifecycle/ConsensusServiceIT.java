package io.timecoin.consensus.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.timecoin.consensus.voting.ConsensusStatus;
import io.timecoin.consensus.voting.ConsensusStatus.Role;
import io.timecoin.devnet.backends.Backends;
import io.timecoin.kit.http.InternalReads;
import io.timecoin.protocol.proto.internal.v1.ConsensusState;
import io.timecoin.protocol.testing.TestChain;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole service: configuration, key file, health, metrics and the internal read. */
@QuarkusTest
@QuarkusTestResource(
    value = Backends.class,
    initArgs = @ResourceArg(name = "postgres", value = "false"))
@QuarkusTestResource(MasternodeFiles.class)
class ConsensusServiceIT {
  @Inject ConsensusStatus status;

  @TestHTTPResource("/")
  URI base;

  @Test
  void votesAndSaysSo() throws Exception {
    Await.until("member", () -> status.snapshot().role() == Role.MEMBER);
    var chain = TestChain.ofMembers(1);
    try (var reads = new InternalReads(List.of(base), Duration.ofSeconds(5))) {
      var state = reads.get("/internal/v1/consensus", ConsensusState.parser());

      assertThat(state.getRole()).isEqualTo("member");
      assertThat(state.getEpoch()).isEqualTo(1);
      assertThat(state.getSequence()).isEqualTo(1);
      assertThat(state.getMembersList()).hasSize(1);
      assertThat(state.getLeader().toByteArray())
          .isEqualTo(chain.committee().leader(1, 0).toByteArray());
      assertThat(state.getCommitteeHash().toByteArray())
          .isEqualTo(chain.committee().hash().toByteArray());
    }
    assertThat(text("/q/health/ready")).contains("UP");
    assertThat(text("/status/capabilities")).contains("\"vote\"").contains("\"ledger\"");
    assertThat(text("/q/metrics"))
        .contains("timecoin_consensus_sequence")
        .contains("timecoin_consensus_transaction_commit_seconds");
  }

  private String text(String path) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(base.resolve(path)).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
