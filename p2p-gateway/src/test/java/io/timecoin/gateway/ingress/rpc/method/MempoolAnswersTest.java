package io.timecoin.gateway.ingress.rpc.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import io.timecoin.gateway.Fixtures;
import io.timecoin.gateway.StubMempool;
import io.timecoin.gateway.ingress.rpc.RpcError;
import io.timecoin.gateway.ingress.rpc.RpcException;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.gateway.lookup.Absence;
import io.timecoin.gateway.trial.Tried;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.internal.v1.FeeEstimate;
import io.timecoin.protocol.proto.internal.v1.MempoolEntries;
import io.timecoin.protocol.proto.internal.v1.MempoolEntry;
import io.timecoin.protocol.proto.internal.v1.MempoolInfo;
import io.timecoin.protocol.proto.internal.v1.Priority;
import io.timecoin.protocol.proto.internal.v1.PriorityList;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.rules.Spender;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What people are shown of the mempool, and what an operator may do there. */
class MempoolAnswersTest {
  private static final String TXID = "ab".repeat(32);

  private static final MempoolEntry ENTRY =
      MempoolEntry.newBuilder()
          .setTxid(Fixtures.bytes(Fixtures.payment(1).txid()))
          .setWtxid(Fixtures.bytes(Fixtures.payment(1).wtxid()))
          .setSize(250)
          .setFee(1_000)
          .setRankedFee(-500)
          .setSinceMillis(1_800_000_000_999L)
          .setAncestorCount(2)
          .setAncestorSize(500)
          .setAncestorFee(700)
          .setDescendantCount(1)
          .setDescendantSize(250)
          .setDescendantFee(-500)
          .addParents(ByteString.copyFrom(new byte[] {1}))
          .build();

  @Test
  void anEntryIsShownWithItsRelativesAndItsRank() {
    JsonNode node = MempoolEntryJson.of(ENTRY);

    assertThat(node.path("wtxid").asText()).isEqualTo(Fixtures.payment(1).wtxid().toString());
    assertThat(node.path("state").asText()).isEqualTo("accepted");
    assertThat(node.path("size").asInt()).isEqualTo(250);
    assertThat(node.path("time").asLong()).isEqualTo(1_800_000_000);
    assertThat(node.path("fee").decimalValue()).isEqualByComparingTo("0.00001");
    assertThat(node.path("fee_satoshi").asLong()).isEqualTo(1_000);
    assertThat(node.path("modifiedfee").decimalValue()).isEqualByComparingTo("-0.000005");
    assertThat(node.path("feerate_satoshi").asLong()).isEqualTo(4_000);
    assertThat(node.path("ancestorcount").asInt()).isEqualTo(2);
    assertThat(node.path("ancestorfees_satoshi").asLong()).isEqualTo(700);
    assertThat(node.path("descendantsize").asLong()).isEqualTo(250);
    assertThat(node.path("descendantfees_satoshi").asLong()).isEqualTo(-500);
    assertThat(node.path("depends")).hasToString("[\"01\"]");
    assertThat(node.path("spentby")).isEmpty();
    assertThat(
            MempoolEntryJson.of(ENTRY.toBuilder().setProposed(true).build()).path("state").asText())
        .isEqualTo("proposed");
  }

  @Test
  void relativesAreTxidsOrEntriesUnderTheirTxids() {
    var entries = MempoolEntries.newBuilder().addEntries(ENTRY).build();
    String txid = Fixtures.payment(1).txid().toString();

    assertThat(MempoolEntryJson.all(entries, false)).hasToString("[\"%s\"]".formatted(txid));
    assertThat(MempoolEntryJson.all(entries, true).path(txid).path("size").asInt()).isEqualTo(250);
  }

  @Test
  void aTrialTellsTheCodeAndTheDetail() {
    var payment = Fixtures.payment(1);
    var refusal =
        Refusal.ofInput(
            RejectCode.INPUT_SPENT, 0, new Spender.Final(payment.txid(), 9), "spent by another");

    JsonNode refused =
        TestMempoolAccept.json(
            new Tried(payment.wtxid(), Optional.of(payment), new Tried.Refused(refusal)));
    JsonNode allowed =
        TestMempoolAccept.json(
            new Tried(payment.wtxid(), Optional.of(payment), new Tried.Allowed(1_234)));
    JsonNode nothing =
        TestMempoolAccept.json(
            new Tried(payment.wtxid(), Optional.empty(), new Tried.Refused(refusal)));

    assertThat(refused.path("allowed").asBoolean(true)).isFalse();
    assertThat(refused.path("reject-reason").asText()).isEqualTo("INPUT_SPENT");
    assertThat(refused.path("reject-details").asText()).isEqualTo("spent by another");
    assertThat(refused.path("winner").path("sequence").asLong()).isEqualTo(9);
    assertThat(allowed.path("allowed").asBoolean()).isTrue();
    assertThat(allowed.path("txid").asText()).isEqualTo(payment.txid().toString());
    assertThat(allowed.path("size").asInt()).isEqualTo(payment.size());
    assertThat(allowed.path("fee_satoshi").asLong()).isEqualTo(1_234);
    assertThat(nothing.path("txid").isNull()).isTrue();
    assertThat(nothing.has("size")).isFalse();
  }

  @Test
  void anEstimateIsARateOrTheReasonWhyThereIsNone() {
    JsonNode rate =
        EstimateSmartFee.json(
            FeeEstimate.newBuilder().setPerKilobyte(2_500).setSeconds(3).build(), 1);
    JsonNode none = EstimateSmartFee.json(FeeEstimate.newBuilder().setUnknown("why").build(), 4);

    assertThat(rate.path("feerate").decimalValue()).isEqualByComparingTo("0.000025");
    assertThat(rate.path("feerate_satoshi").asLong()).isEqualTo(2_500);
    assertThat(rate.path("seconds").asLong()).isEqualTo(3);
    assertThat(rate.has("errors")).isFalse();
    assertThat(none.path("errors")).hasToString("[\"why\"]");
    assertThat(none.path("seconds").asLong()).isEqualTo(4);
    assertThat(none.has("feerate")).isFalse();
  }

  @Test
  void whatDisplacesTheCheapestIsShownWhereThePoolIsFull() {
    var info =
        MempoolInfo.newBuilder()
            .setFloorPerKilobyte(700)
            .setExpiryMillis(7_200_000)
            .setChainDepth(25)
            .setKeptAside(3);

    JsonNode roomy = GetMempoolInfo.json(info.build());
    JsonNode full = GetMempoolInfo.json(info.setDisplacingPerKilobyte(4_000).build());

    assertThat(roomy.path("mempoolminfee_satoshi").asLong()).isEqualTo(700);
    assertThat(roomy.path("expiry").asLong()).isEqualTo(7_200);
    assertThat(roomy.path("maxchain").asInt()).isEqualTo(25);
    assertThat(roomy.path("keptaside").asInt()).isEqualTo(3);
    assertThat(roomy.has("displacingfee")).isFalse();
    assertThat(full.path("displacingfee_satoshi").asLong()).isEqualTo(4_000);
  }

  @Test
  void prioritiesAreShownAlsoOfWhatIsNotThere() {
    JsonNode shown =
        GetPrioritisedTransactions.json(
            PriorityList.newBuilder()
                .addPriorities(
                    Priority.newBuilder()
                        .setTxid(ByteString.copyFrom(new byte[] {1}))
                        .setSatoshi(-5)
                        .setRankedFee(95))
                .addPriorities(
                    Priority.newBuilder()
                        .setTxid(ByteString.copyFrom(new byte[] {2}))
                        .setSatoshi(6))
                .build());

    assertThat(shown)
        .hasToString(
            "{\"01\":{\"fee_delta\":-5,\"in_mempool\":true,\"modified_fee\":95},"
                + "\"02\":{\"fee_delta\":6,\"in_mempool\":false}}");
  }

  @Test
  void theOperatorPrioritisesWithinBoundsAndNobodyElseDoes() {
    List<String> written = new ArrayList<>();

    assertThat(prioritise(true, 0, written, TXID, -5).join().asBoolean()).isTrue();
    assertThat(written).containsExactly(TXID + " -5");
    assertRefused(RpcError.FORBIDDEN, () -> prioritise(false, 0, written, TXID, 5));
    assertRefused(RpcError.INVALID_PARAMETER, () -> prioritise(true, 10_000, written, TXID, 5));
    assertRefused(RpcError.INVALID_PARAMETER, () -> prioritise(true, 0, written, "xyz", 5));
    assertRefused(
        RpcError.INVALID_PARAMETER, () -> prioritise(true, 0, written, TXID, 10_000_000_000_001L));
    assertRefused(RpcError.TYPE_ERROR, () -> prioritise(true, 0, written, TXID, "5"));
    assertThat(written).hasSize(1);
  }

  private static CompletableFuture<JsonNode> prioritise(
      boolean allowed, int priorities, List<String> written, Object... parameters) {
    var mempool =
        new StubMempool() {
          @Override
          public CompletableFuture<MempoolInfo> info() {
            return CompletableFuture.completedFuture(
                MempoolInfo.newBuilder().setPriorities(priorities).build());
          }
        };
    RpcMethod method =
        new PrioritiseTransaction(
            new OperatorRight(allowed),
            mempool,
            (Hash256 txid, long satoshi) -> {
              written.add(txid + " " + satoshi);
              return CompletableFuture.completedFuture(null);
            });
    return method.call(RpcParams.bind(method.name(), Json.MAPPER.valueToTree(List.of(parameters))));
  }

  private interface Call {
    CompletableFuture<JsonNode> call();
  }

  private static void assertRefused(RpcError error, Call call) {
    assertThatThrownBy(
            () -> {
              try {
                call.call().join();
              } catch (RuntimeException e) {
                throw Absence.cause(e);
              }
            })
        .isInstanceOfSatisfying(
            RpcException.class, refused -> assertThat(refused.error()).isEqualTo(error));
  }
}
