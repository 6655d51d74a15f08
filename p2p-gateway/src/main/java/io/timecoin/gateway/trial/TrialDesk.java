package io.timecoin.gateway.trial;

import io.timecoin.gateway.lookup.MempoolReads;
import io.timecoin.gateway.lookup.ReadException;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.ed25519.Ed25519Verifier;
import io.timecoin.protocol.messages.RefusalMessages;
import io.timecoin.protocol.proto.internal.v1.TrialAnswer;
import io.timecoin.protocol.proto.internal.v1.TrialVerdict;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.rules.StatelessRules;
import io.timecoin.protocol.rules.Verdict;
import io.timecoin.protocol.transaction.Transaction;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Tells what would become of transactions without handing them in. PROTOCOL §4.2, signatures
 * included, is judged here, on few threads of its own, so that whoever only asks takes nothing from
 * those who pay; the rest by the mempool. Bounded: beyond so many questions at once the next one is
 * refused. Thread-safe; never blocks.
 */
public final class TrialDesk implements AutoCloseable {
  private final StatelessRules rules;
  private final MempoolReads mempool;
  private final InstantSource clock;
  private final Semaphore places;
  private final ExecutorService threads;

  /**
   * A desk.
   *
   * @param threads that verify signatures
   * @param places questions at once, those that wait for a thread or for the mempool included
   */
  public TrialDesk(
      StatelessRules rules, MempoolReads mempool, InstantSource clock, int threads, int places) {
    this.rules = rules;
    this.mempool = mempool;
    this.clock = clock;
    this.places = new Semaphore(places);
    this.threads =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().name("trial-", 0).daemon().factory());
  }

  /**
   * Judges in order: a transaction may spend the outputs of earlier ones that would be let in, and
   * not their inputs.
   *
   * @return one for each, in the same order; fails with a ReadException
   */
  public CompletableFuture<List<Tried>> judge(List<byte[]> raws) {
    if (!places.tryAcquire()) {
      return CompletableFuture.failedFuture(
          ReadException.unavailable("too many transactions are being tested: call again"));
    }
    return CompletableFuture.supplyAsync(() -> looks(raws), threads)
        .thenCompose(this::askMempool)
        .whenComplete((_, _) -> places.release());
  }

  /** What PROTOCOL §4.2 says of one, as far as that goes. */
  private record Look(Hash256 wtxid, Optional<Transaction> decoded, Verdict<Transaction> verdict) {
    Tried tried(Tried.Fate fate) {
      return new Tried(wtxid, decoded, fate);
    }
  }

  private List<Look> looks(List<byte[]> raws) {
    // One for this thread: it is not thread-safe.
    var verifier = new Ed25519Verifier();
    long seconds = Math.floorDiv(clock.millis(), 1_000L);
    return raws.stream().map(raw -> look(raw, seconds, verifier)).toList();
  }

  private Look look(byte[] raw, long seconds, Ed25519Verifier verifier) {
    Verdict<Transaction> decoded = rules.decode(raw);
    Optional<Transaction> transaction =
        decoded instanceof Verdict.Accepted<Transaction>(var sound)
            ? Optional.of(sound)
            : Optional.empty();
    return new Look(
        transaction.map(Transaction::wtxid).orElseGet(() -> Sha256.hash(raw)),
        transaction,
        decoded.then(sound -> rules.checkDecoded(sound, seconds, verifier)));
  }

  private CompletableFuture<List<Tried>> askMempool(List<Look> looks) {
    List<Transaction> sound = new ArrayList<>();
    for (Look look : looks) {
      if (look.verdict() instanceof Verdict.Accepted<Transaction>(var transaction)) {
        sound.add(transaction);
      }
    }
    CompletableFuture<TrialAnswer> answer =
        sound.isEmpty()
            ? CompletableFuture.completedFuture(TrialAnswer.getDefaultInstance())
            : mempool.trial(sound);
    return answer.thenApply(
        judged -> {
          if (judged.getVerdictsCount() != sound.size()) {
            throw ReadException.unavailable("the mempool has not judged every transaction");
          }
          return together(looks, judged.getVerdictsList().iterator());
        });
  }

  private static List<Tried> together(List<Look> looks, Iterator<TrialVerdict> judged) {
    List<Tried> tried = new ArrayList<>(looks.size());
    for (Look look : looks) {
      tried.add(
          look.tried(
              switch (look.verdict()) {
                case Verdict.Accepted<Transaction> _ -> fate(judged.next());
                case Verdict.Refused<Transaction>(Refusal refusal) -> new Tried.Refused(refusal);
              }));
    }
    return tried;
  }

  private static Tried.Fate fate(TrialVerdict verdict) {
    return switch (verdict.getVerdictCase()) {
      case ALLOWED -> new Tried.Allowed(verdict.getAllowed().getFee());
      case FINAL -> new Tried.Final(verdict.getFinal().getSequence());
      case REFUSED -> refused(verdict.getRefused());
      case VERDICT_NOT_SET -> throw ReadException.unavailable("a verdict of the mempool is empty");
    };
  }

  private static Tried.Fate refused(io.timecoin.protocol.proto.internal.v1.Refusal refusal) {
    try {
      return new Tried.Refused(RefusalMessages.fromProto(refusal));
    } catch (DecodeException e) {
      throw ReadException.unavailable("a verdict of the mempool does not decode");
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
