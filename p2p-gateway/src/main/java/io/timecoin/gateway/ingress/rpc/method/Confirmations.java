package io.timecoin.gateway.ingress.rpc.method;

import io.timecoin.gateway.lookup.LedgerReads;
import io.timecoin.gateway.tracking.SealIndex;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.internal.v1.ChainHead;
import io.timecoin.protocol.proto.internal.v1.Utxo;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * How many blocks confirm an output: the one that seals its microblock and those after it; 0 while
 * none does, though it is final all the same.
 */
@Singleton
public final class Confirmations {
  /** Sequences whose height is remembered: it never changes. */
  private static final int CAPACITY = 10_000;

  private final LedgerReads ledger;
  private final SealIndex seals;
  private final Map<Long, Long> heights =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
              return size() > CAPACITY;
            }
          });

  @Inject
  public Confirmations(LedgerReads ledger, SealIndex seals) {
    this.ledger = ledger;
    this.seals = seals;
  }

  CompletableFuture<Long> of(Utxo utxo, ChainHead head) {
    long sequence = utxo.getSequence();
    if (sequence == 0) {
      // Genesis is its own block.
      return CompletableFuture.completedFuture(head.getHeight() + 1);
    }
    if (sequence >= head.getSealInputs().getFirstSequence() && head.hasSealInputs()) {
      return CompletableFuture.completedFuture(0L);
    }
    Long known = heights.get(sequence);
    Optional<Long> height =
        known == null ? seals.find(sequence).map(SealIndex.Seal::height) : Optional.of(known);
    return height
        .map(CompletableFuture::completedFuture)
        .orElseGet(() -> ask(utxo))
        .thenApply(at -> at < 0 ? 0 : Math.max(0, head.getHeight() - at + 1));
  }

  private CompletableFuture<Long> ask(Utxo utxo) {
    return ledger
        .transaction(Hash256.of(utxo.getTxid().toByteArray()))
        .thenApply(
            written -> {
              if (!written.hasHeight()) {
                return -1L;
              }
              heights.put(utxo.getSequence(), written.getHeight());
              return written.getHeight();
            });
  }
}
