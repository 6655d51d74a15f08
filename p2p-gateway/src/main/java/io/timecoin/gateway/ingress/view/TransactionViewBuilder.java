package io.timecoin.gateway.ingress.view;

import com.google.protobuf.ByteString;
import io.timecoin.gateway.tracking.FinalMicroblock;
import io.timecoin.gateway.tracking.Timings;
import io.timecoin.gateway.tracking.TransactionState;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Refusal;
import java.util.List;
import java.util.Optional;

/** Puts a TransactionView together from whichever sources there are. */
final class TransactionViewBuilder {
  private final String id;
  private String txid;
  private String wtxid;
  private String state = "pending";
  private String code;
  private String detail;
  private Integer inputIndex;
  private TransactionView.Winner winner;
  private Long sequence;
  private Long height;
  private String blockHash;
  private Long fee;
  private String certificate;
  private String microblockHeader;
  private Integer position;
  private List<String> merklePath;
  private LatencyMillis latency;

  TransactionViewBuilder(Hash256 id) {
    this.id = id.toString();
  }

  TransactionViewBuilder named(Optional<Hash256> newTxid, Hash256 newWtxid) {
    txid = newTxid.map(Hash256::toString).orElse(null);
    wtxid = newWtxid.toString();
    return this;
  }

  TransactionViewBuilder fee(long satoshi) {
    fee = satoshi;
    return this;
  }

  TransactionViewBuilder timed(Timings timings, long appliedAtMillis) {
    latency = LatencyMillis.of(timings, appliedAtMillis);
    return this;
  }

  TransactionViewBuilder proved(ByteString header, ByteString proof) {
    microblockHeader = Json.hex(header);
    certificate = Json.hex(proof);
    return this;
  }

  TransactionViewBuilder path(int place, List<ByteString> siblings) {
    position = place;
    merklePath = siblings.stream().map(Json::hex).toList();
    return this;
  }

  TransactionViewBuilder finalAt(long number) {
    state = "final";
    sequence = number;
    return this;
  }

  TransactionViewBuilder confirmedBy(long newHeight, String newBlockHash) {
    state = "confirmed";
    height = newHeight;
    blockHash = newBlockHash;
    return this;
  }

  TransactionViewBuilder state(TransactionState newState) {
    switch (newState) {
      case TransactionState.Pending() -> state = "pending";
      case TransactionState.Waiting(Refusal reason) -> refused("waiting", reason);
      case TransactionState.Accepted(long paid) -> {
        state = "accepted";
        fee = paid;
      }
      case TransactionState.Rejected(Refusal refusal) -> refused("rejected", refusal);
      case TransactionState.Aborted(Hash256 other, long number) -> {
        state = "aborted";
        detail = "a final transaction took one of its inputs, or an ancestor's";
        winner = new TransactionView.Winner(other.toString(), number);
      }
      case TransactionState.Evicted(long floor) -> {
        state = "evicted";
        detail = "the pool was full; it now asks for %d satoshi per 1,000 bytes".formatted(floor);
      }
      case TransactionState.Expired() -> {
        state = "expired";
        detail = "it did not become final in time";
      }
      // Told, and neither read here nor in the ledger: nothing proves it yet.
      case TransactionState.ToldFinal _ -> state = "accepted";
      case TransactionState.Final(FinalMicroblock microblock) -> finalAt(microblock.sequence());
    }
    return this;
  }

  private void refused(String word, Refusal refusal) {
    state = word;
    code = refusal.code().name();
    detail = refusal.detail();
    inputIndex = refusal.inputIndex().isPresent() ? refusal.inputIndex().getAsInt() : null;
    winner =
        refusal
            .otherTxid()
            .map(
                other ->
                    new TransactionView.Winner(
                        other.toString(),
                        refusal.otherSequence() == 0 ? null : refusal.otherSequence()))
            .orElse(null);
  }

  TransactionView build() {
    return new TransactionView(
        id,
        txid,
        wtxid,
        state,
        code,
        detail,
        inputIndex,
        winner,
        sequence,
        height,
        blockHash,
        fee,
        certificate,
        microblockHeader,
        position,
        merklePath,
        latency);
  }
}
