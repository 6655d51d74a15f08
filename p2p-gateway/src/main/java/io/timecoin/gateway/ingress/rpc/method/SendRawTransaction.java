package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.timecoin.gateway.ingress.rpc.RpcError;
import io.timecoin.gateway.ingress.rpc.RpcException;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.gateway.intake.Intake;
import io.timecoin.gateway.intake.IntakePool;
import io.timecoin.gateway.intake.SubmitAnswer;
import io.timecoin.gateway.tracking.Tracked;
import io.timecoin.gateway.tracking.TransactionState;
import io.timecoin.gateway.tracking.TransactionTracking;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** {@code sendrawtransaction}: answers when the mempool has decided. */
@Singleton
public final class SendRawTransaction implements RpcMethod {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final IntakePool pool;
  private final Intake intake;
  private final TransactionTracking tracking;

  @Inject
  public SendRawTransaction(IntakePool pool, Intake intake, TransactionTracking tracking) {
    this.pool = pool;
    this.intake = intake;
    this.tracking = tracking;
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.SENDRAWTRANSACTION;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    byte[] raw = Transactions.raw(params);
    return pool.run(raw.length, () -> intake.submit(List.of(raw)))
        .thenCompose(
            answers ->
                switch (answers.getFirst()) {
                  case SubmitAnswer.Rejected rejected ->
                      throw rejected(rejected.wtxid(), rejected.refusal());
                  case SubmitAnswer.Acknowledged(Hash256 wtxid, Hash256 txid) ->
                      tracking
                          .await(wtxid, SendRawTransaction::isDecided, LIMIT)
                          .thenApply(
                              decided ->
                                  decided
                                      .map(known -> answer(txid, known))
                                      .orElseGet(() -> undecided(txid, tracking.find(wtxid))));
                });
  }

  private static boolean isDecided(Tracked tracked) {
    return tracked.state() instanceof TransactionState.Accepted || tracked.state().isEnd();
  }

  private static JsonNode answer(Hash256 txid, Tracked decided) {
    return switch (decided.state()) {
      case TransactionState.Accepted _, TransactionState.ToldFinal _, TransactionState.Final _ ->
          Json.NODES.textNode(txid.toString());
      case TransactionState.Rejected(Refusal refusal) -> throw rejected(decided.wtxid(), refusal);
      case TransactionState.Aborted(Hash256 winner, long sequence) ->
          throw ended(txid, "aborted", "%s of microblock %d won".formatted(winner, sequence));
      case TransactionState.Evicted _ -> throw ended(txid, "evicted", "the mempool is full");
      case TransactionState.Expired _ -> throw ended(txid, "expired", "it was never final");
      case TransactionState.Pending _, TransactionState.Waiting _ ->
          undecided(txid, Optional.of(decided));
    };
  }

  private static JsonNode undecided(Hash256 txid, Optional<Tracked> known) {
    ObjectNode data = Json.object().put("txid", txid.toString());
    if (known.isPresent()
        && known.get().state() instanceof TransactionState.Waiting(Refusal reason)) {
      data.put("state", "waiting").put("code", reason.code().name());
      throw new RpcException(
          RpcError.VERIFY_PENDING,
          "%s: it waits: %s".formatted(reason.code(), reason.detail()),
          Optional.of(data));
    }
    data.put("state", "pending");
    throw new RpcException(
        RpcError.VERIFY_PENDING,
        "taken in, but not judged within 5 s: ask by txid " + txid,
        Optional.of(data));
  }

  private static RpcException rejected(Hash256 wtxid, Refusal refusal) {
    ObjectNode data =
        Json.object().put("wtxid", wtxid.toString()).put("code", refusal.code().name());
    RefusalJson.describe(data, refusal);
    RpcError error =
        switch (refusal.code()) {
          case TX_MALFORMED -> RpcError.DESERIALIZATION_ERROR;
          default -> RpcError.VERIFY_REJECTED;
        };
    return new RpcException(
        error, "%s: %s".formatted(refusal.code(), refusal.detail()), Optional.of(data));
  }

  private static RpcException ended(Hash256 txid, String state, String why) {
    return new RpcException(
        RpcError.VERIFY_REJECTED,
        "%s: %s".formatted(state, why),
        Optional.of(Json.object().put("txid", txid.toString()).put("state", state)));
  }
}
