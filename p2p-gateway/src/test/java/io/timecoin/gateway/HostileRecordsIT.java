package io.timecoin.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.timecoin.devnet.hostile.HostileValue;
import io.timecoin.kit.health.ServiceState;
import io.timecoin.kit.kafka.HostileTopic;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.proto.internal.v1.Aborted;
import io.timecoin.protocol.proto.internal.v1.Accepted;
import io.timecoin.protocol.proto.internal.v1.Latency;
import io.timecoin.protocol.proto.internal.v1.Origin;
import io.timecoin.protocol.proto.internal.v1.Refusal;
import io.timecoin.protocol.proto.internal.v1.StatusBatch;
import io.timecoin.protocol.proto.internal.v1.TransactionStatus;
import io.timecoin.protocol.proto.internal.v1.Waiting;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.transaction.Transaction;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bad records of mempool and consensus: the gateway puts them aside and tells what it can. */
@QuarkusTest
@TestProfile(HostileRecordsIT.OwnTopics.class)
@QuarkusTestResource(GatewayBackends.class)
class HostileRecordsIT {
  private static final int MUTATIONS = 300;
  private static final ByteString HASH = ByteString.copyFrom(new byte[32]);

  /** Another profile is another start of the service, with a prefix of its own. */
  public static final class OwnTopics implements QuarkusTestProfile {}

  @TestHTTPResource("/")
  URI base;

  @Inject KafkaSettings settings;
  @Inject ServiceState state;

  @Test
  void badRecordsGoAsideAndStatesGoOn() throws Exception {
    var api = new ApiCaller(base);
    api.until("/q/health/ready", answer -> answer.status() == 200);
    Transaction payment = Fixtures.payment(60);
    var statuses = new HostileTopic(settings, Topic.TX_STATUS);
    var chain = new HostileTopic(settings, Topic.CHAIN_MICROBLOCKS);
    CertifiedMicroblock microblock =
        Fixtures.microblock(1, Fixtures.GENESIS.hash(), List.of(payment));
    statuses.write(accepted(1, Fixtures.payment(61)));

    List<HostileValue> written = statuses.values(hostile(), 21, MUTATIONS);
    statuses.write(written);
    chain.write(chain.values(microblock.toProto(), 22, MUTATIONS));
    statuses.write(accepted(1, payment));

    api.until("/v1/transactions/" + Fixtures.payment(61).txid(), answer -> answer.status() == 200);
    // The chain's harmless records hold this payment: it is final, whatever stood around them.
    api.until(
        "/v1/transactions/" + payment.txid(),
        answer -> answer.body().path("state").asText().equals("final"));
    statuses.awaitDeadLetters(written);
    assertThat(api.get("/status/capabilities").body().toString())
        .contains("of chain.microblocks is not believed");
    assertThat(state.alive()).as("%s", state.reasons()).isTrue();
  }

  private static StatusBatch accepted(long epoch, Transaction transaction) {
    return StatusBatch.newBuilder()
        .setEpoch(epoch)
        .addStatuses(
            TransactionStatus.newBuilder()
                .setTxid(Fixtures.bytes(transaction.txid()))
                .setWtxid(Fixtures.bytes(transaction.wtxid()))
                .setAccepted(Accepted.newBuilder().setFee(1_000)))
        .build();
  }

  /** Every kind of status there is a nested message for. */
  private static StatusBatch hostile() {
    TransactionStatus.Builder status =
        TransactionStatus.newBuilder()
            .setTxid(HASH)
            .setWtxid(HASH)
            .setOrigin(Origin.newBuilder().setGateway("gateway-1"))
            .setLatency(Latency.newBuilder().setSentAtMillis(1).setFinalAtMillis(2));
    Refusal.Builder refusal = Refusal.newBuilder().setCode("INPUT_LOCKED").setOtherTxid(HASH);
    return StatusBatch.newBuilder()
        .setEpoch(1)
        .setAtMillis(1)
        .addStatuses(status.clone().setAccepted(Accepted.newBuilder().setFee(1)))
        .addStatuses(status.clone().setRejected(refusal))
        .addStatuses(status.clone().setAborted(Aborted.newBuilder().setWinnerTxid(HASH)))
        .addStatuses(status.clone().setWaiting(Waiting.newBuilder().setReason(refusal)))
        .build();
  }
}
