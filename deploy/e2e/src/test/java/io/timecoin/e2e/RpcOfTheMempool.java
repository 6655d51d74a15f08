package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.transaction.ByteString;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The mempool as JSON-RPC tells of it, and what the operator may change there. */
abstract class RpcOfTheMempool {
  private final RpcScene scene;
  private final RunningDevnet devnet;

  RpcOfTheMempool(RpcScene scene) {
    this.scene = scene;
    this.devnet = scene.devnet();
  }

  @Test
  void anIdleMempoolIsEmptyAndStandsOnTheChain() {
    RpcScene.Answered asked = scene.ask("getmempoolinfo");

    assertThat(asked.answer().path("size").asInt()).isZero();
    assertThat(asked.answer().path("sequence").asLong()).isEqualTo(asked.chain().tip().sequence());
    assertThat(asked.answer().path("txouts").asInt()).isEqualTo(asked.chain().unspent().size());
    assertThat(devnet.gateway().call("getrawmempool")).isEmpty();
  }

  @Test
  void testmempoolacceptTellsWhatWouldBecomeOfTransactionsAndHandsNothingIn() {
    Transaction parent =
        devnet.purse().pay(devnet.purse().coin(), RpcScene.PAYEE, 2 * RpcScene.TIME);
    Transaction child =
        devnet.purse().pay(devnet.purse().output(parent, 1), RpcScene.PAYEE, RpcScene.TIME);
    Transaction rival = rivalOf(parent);

    JsonNode tried = testmempoolaccept(parent, child, rival);

    assertThat(tried.findValuesAsText("allowed")).containsExactly("true", "true", "false");
    assertThat(tried.path(0).path("wtxid").textValue()).isEqualTo(parent.wtxid().toString());
    assertThat(tried.path(0).path("size").asInt()).isEqualTo(parent.size());
    assertThat(tried.path(0).path("fee_satoshi").asLong()).isPositive();
    assertThat(tried.path(2).path("reject-reason").textValue()).isEqualTo("INPUT_LOCKED");
    assertThat(devnet.gateway().transaction(parent.txid().toString()).status()).isEqualTo(404);
    assertThat(testmempoolaccept(child).path(0).path("reject-reason").textValue())
        .isEqualTo("UNKNOWN_INPUT");
    scene.payments().settle(parent);
    assertThat(testmempoolaccept(parent).path(0).path("final_sequence").asLong()).isPositive();
    assertThat(testmempoolaccept(child).path(0).path("allowed").asBoolean()).isTrue();
    assertThat(testmempoolaccept(rival).path(0).path("reject-reason").textValue())
        .isEqualTo("INPUT_SPENT");
    assertThat(testmempoolaccept(forged(child)).path(0).path("reject-reason").textValue())
        .isEqualTo("BAD_SIGNATURE");
  }

  private JsonNode testmempoolaccept(Transaction... transactions) {
    return devnet
        .gateway()
        .call("testmempoolaccept", Stream.of(transactions).map(Payments::hex).toList());
  }

  /** Spends the same coin to somebody else. */
  private Transaction rivalOf(Transaction payment) {
    long coin = 10_000 * RpcScene.TIME;
    UnspentOutput spent =
        new UnspentOutput(
            payment.inputs().getFirst().outpoint(),
            Output.payTo(devnet.purse().owner(), coin),
            0,
            false);
    return devnet.purse().pay(spent, RpcScene.PAYEE, 3 * RpcScene.TIME);
  }

  private static Transaction forged(Transaction payment) {
    Input input = payment.inputs().getFirst();
    byte[] script = input.scriptSig().toByteArray();
    script[script.length - 1] ^= 1;
    return payment.withInputs(List.of(input.with(ByteString.of(script))));
  }

  @Test
  void whatIsNotInTheMempoolHasNoEntry() {
    String txid = scene.payment().txid().toString();

    for (String method :
        List.of("getmempoolentry", "getmempoolancestors", "getmempooldescendants")) {
      assertThat(scene.refusal(method, txid).code()).isEqualTo(-5);
    }
    assertThat(devnet.gateway().call("getmempoolinfo").path("maxchain").asInt()).isEqualTo(25);
  }

  @Test
  void estimatesmartfeeKnowsThePaceOfTheMicroblocks() {
    for (int i = 0; i < 5; i++) {
      scene
          .payments()
          .settle(devnet.purse().pay(devnet.purse().coin(), RpcScene.PAYEE, RpcScene.TIME));
    }

    JsonNode estimate = devnet.gateway().call("estimatesmartfee", 10);

    assertThat(estimate.path("feerate_satoshi").asLong()).isGreaterThanOrEqualTo(1_000);
    assertThat(estimate.path("seconds").asLong()).isGreaterThanOrEqualTo(10);
    assertThat(estimate.has("errors")).isFalse();
  }

  @Test
  void theOperatorPrioritisesUntilTheTransactionIsFinal() {
    Transaction favoured = devnet.purse().pay(devnet.purse().coin(), RpcScene.PAYEE, RpcScene.TIME);
    String txid = favoured.txid().toString();

    assertThat(devnet.gateway().call("prioritisetransaction", txid, 5_000).asBoolean()).isTrue();

    JsonNode shown =
        Poll.until(
            "the priority", Payments.LIMIT, () -> Optional.ofNullable(priorities().get(txid)));
    assertThat(shown.path("fee_delta").asLong()).isEqualTo(5_000);
    assertThat(shown.path("in_mempool").asBoolean(true)).isFalse();
    scene.payments().settle(favoured);
    Poll.untilTrue("it is forgotten", Payments.LIMIT, () -> !priorities().has(txid));
  }

  private JsonNode priorities() {
    return devnet.gateway().call("getprioritisedtransactions");
  }
}
