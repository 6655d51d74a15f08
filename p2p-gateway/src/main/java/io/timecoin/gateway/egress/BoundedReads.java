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

/**
 * Reads of one other service: at most so many at once, the others wait their turn, and beyond a
 * bound fail at once. Thread-safe; never blocks.
 */
final class BoundedReads implements AutoCloseable {
  private final String service;
  private final Optional<InternalReads> reads;
  private final int concurrency;
  private final int capacity;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
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
    this.concurrency = concurrency;
    this.capacity = capacity;
    if (reads.isEmpty()) {
      lastFailure = Optional.of(notSet());
    }
  }

  /** Why the last read had no answer; empty when it had one. */
  Optional<String> lastFailure() {
    return lastFailure;
  }

  <M extends Message> CompletableFuture<M> get(String path, Parser<M> parser) {
    if (reads.isEmpty()) {
      return CompletableFuture.failedFuture(ReadException.unavailable(notSet()));
    }
    var answer = new CompletableFuture<M>();
    Runnable read = () -> start(reads.get(), path, parser, answer);
    synchronized (this) {
      if (running == concurrency) {
        if (waiting.size() >= capacity) {
          return CompletableFuture.failedFuture(
              ReadException.unavailable("too many reads of the " + service + " are waiting"));
        }
        waiting.add(read);
        return answer;
      }
      running++;
    }
    read.run();
    return answer;
  }

  private <M extends Message> void start(
      InternalReads from, String path, Parser<M> parser, CompletableFuture<M> answer) {
    var _ =
        from.getAsync(path, parser)
            .whenComplete(
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

  private void startNext() {
    Runnable next;
    synchronized (this) {
      next = waiting.poll();
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
          yield ReadException.unavailable("the " + service + " does not answer now");
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
