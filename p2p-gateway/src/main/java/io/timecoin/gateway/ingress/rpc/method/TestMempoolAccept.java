package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.gateway.trial.TrialDesk;
import io.timecoin.gateway.trial.Tried;
import io.timecoin.protocol.transaction.Transaction;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@code testmempoolaccept}: hands nothing in. */
@Singleton
public final class TestMempoolAccept implements RpcMethod {
  /** As in Bitcoin. */
  private static final int MOST_TRANSACTIONS = 25;

  private final TrialDesk trials;

  @Inject
  public TestMempoolAccept(TrialDesk trials) {
    this.trials = trials;
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.TESTMEMPOOLACCEPT;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    return trials
        .judge(raws(params.array("rawtxs", 1, MOST_TRANSACTIONS)))
        .thenApply(TestMempoolAccept::json);
  }

  private static List<byte[]> raws(ArrayNode given) {
    List<byte[]> raws = new ArrayList<>(given.size());
    for (JsonNode each : given) {
      if (!each.isTextual()) {
        throw RpcParams.type("rawtxs", "an array of strings");
      }
      raws.add(Transactions.raw(each.textValue()));
    }
    return raws;
  }

  private static JsonNode json(List<Tried> tried) {
    ArrayNode answers = Json.array();
    tried.forEach(each -> answers.add(json(each)));
    return answers;
  }

  static ObjectNode json(Tried tried) {
    ObjectNode node = Json.object();
    node.put("txid", tried.transaction().map(known -> known.txid().toString()).orElse(null));
    node.put("wtxid", tried.wtxid().toString());
    switch (tried.fate()) {
      case Tried.Allowed(long fee) -> {
        node.put("allowed", true);
        Json.amount(node, "fee", "fee_satoshi", fee);
      }
      case Tried.Final(long sequence) -> node.put("allowed", true).put("final_sequence", sequence);
      case Tried.Refused(var refusal) -> {
        node.put("allowed", false);
        node.put("reject-reason", refusal.code().name());
        node.put("reject-details", refusal.detail());
        RefusalJson.describe(node, refusal);
      }
    }
    tried.transaction().map(Transaction::size).ifPresent(size -> node.put("size", size));
    return node;
  }
}
