package io.timecoin.gateway.egress;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.timecoin.gateway.lookup.Absence;
import io.timecoin.gateway.lookup.ReadException;
import io.timecoin.kit.http.InternalReads;
import io.timecoin.kit.http.QueryException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Reads of one other service: at most so many at once, the others wait their turn, and beyond a
 * bound fail at once. The deadline is of the whole: a read whose turn has not come by then fails as
 * if the service were down. Thread-safe; never blocks.
 */
final class BoundedReads implements AutoCloseable {
  private final String service;
  private final Optional<InternalReads> reads;
  private final Duration deadline;
  private final int concurrency;
  private final int capacity;
  private final Deque<Waiting<?>> waiting = new ArrayDeque<>();
  private int running;
  private volatile Optional<String> lastFailure = Optional.empty();

  BoundedReads(
      String service,
      Optional<List<URI>> instances,
      Duration deadline,
      int concurrency,
      int capacity) {
    this.service = service;
    this.reads = instances.map(bases -> new InternalReads(bases, deadline));
    this.deadline = deadline;
    this.concurrency = concurrency;
    this.capacity = capacity;
    if (reads.isEmpty()) {
      lastFailure = Optional.of(notSet());
    }
  }

  private record Waiting<M>(CompletableFuture<M> answer, Runnable read) {
    void run() {
      read.run();
    }
  }

  /** Why the last read had no answer; empty when it had one. */
  Optional<String> lastFailure() {
    return lastFailure;
  }

  <M extends Message> CompletableFuture<M> get(String path, Parser<M> parser) {
    return read(from -> from.getAsync(path, parser));
  }

  /** The answer to a question too long for a path. */
  <M extends Message> CompletableFuture<M> ask(String path, Message question, Parser<M> parser) {
    return read(from -> from.askAsync(path, question, parser));
  }

  /** An octet-stream. */
  CompletableFuture<byte[]> bytes(String path) {
    return read(from -> from.bytesAsync(path));
  }

  private <T> CompletableFuture<T> read(Function<InternalReads, CompletableFuture<T>> question) {
    if (reads.isEmpty()) {
      return CompletableFuture.failedFuture(ReadException.unavailable(notSet()));
    }
    var answer = new CompletableFuture<T>();
    var read = new Waiting<>(answer, () -> start(asked(question, reads.get()), answer));
    synchronized (this) {
      if (running == concurrency) {
        if (waiting.size() >= capacity) {
          return CompletableFuture.failedFuture(
              ReadException.unavailable("too many reads of the " + service + " are waiting"));
        }
        waiting.add(read);
        failAtDeadline(answer);
        return answer;
      }
      running++;
    }
    read.run();
    return answer;
  }

  /** Behind a service that hangs the queue is longer than anybody's patience. */
  private void failAtDeadline(CompletableFuture<?> answer) {
    CompletableFuture.delayedExecutor(deadline.toMillis(), TimeUnit.MILLISECONDS, Runnable::run)
        .execute(() -> answer.completeExceptionally(silent()));
  }

  private ReadException silent() {
    return ReadException.unavailable("the " + service + " does not answer now");
  }

  private <T> void start(CompletableFuture<T> asked, CompletableFuture<T> answer) {
    var _ =
        asked.whenComplete(
            (message, failure) -> {
              startNext();
              if (failure == null) {
                lastFailure = Optional.empty();
                answer.complete(message);
              } else {
                answer.completeExceptionally(named(Absence.cause(failure)));
              }
            });
  }

  /** Whatever is wrong with a read, its place is given on. */
  private static <T> CompletableFuture<T> asked(
      Function<InternalReads, CompletableFuture<T>> question, InternalReads from) {
    try {
      return question.apply(from);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Passes over those that have given up. */
  private void startNext() {
    Waiting<?> next;
    synchronized (this) {
      do {
        next = waiting.poll();
      } while (next != null && next.answer().isDone());
      if (next == null) {
        running--;
        return;
      }
    }
    next.run();
  }

  /** An outage names the service; the address it has is nobody else's business. */
  private Throwable named(Throwable failure) {
    if (failure instanceof QueryException query) {
      return switch (query.code()) {
        case UNAVAILABLE -> {
          lastFailure = Optional.of(query.getMessage());
          yield silent();
        }
        case NOT_FOUND -> answered(ReadException.Reason.NOT_FOUND, query);
        case BAD_REQUEST -> answered(ReadException.Reason.BAD_REQUEST, query);
      };
    }
    return failure;
  }

  /** A refusal is an answer: the service is there. */
  private ReadException answered(ReadException.Reason reason, QueryException refusal) {
    lastFailure = Optional.empty();
    return new ReadException(reason, refusal.getMessage());
  }

  private String notSet() {
    return "timecoin." + service + "-urls is not set";
  }

  @Override
  public void close() {
    reads.ifPresent(InternalReads::close);
  }
}
