package io.timecoin.gateway.lookup;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Tells "there is no such thing" from "it cannot be asked now". */
public final class Absence {
  private Absence() {}

  /** The answer, or empty for NOT_FOUND; every other failure stays one. */
  public static <T> CompletableFuture<Optional<T>> asEmpty(CompletableFuture<T> read) {
    return read.handle(
        (answer, failure) -> {
          if (failure == null) {
            return Optional.of(answer);
          }
          if (cause(failure) instanceof ReadException refused
              && refused.reason() == ReadException.Reason.NOT_FOUND) {
            return Optional.empty();
          }
          throw wrapped(failure);
        });
  }

  /** What a future failed with, out of its wrapping. */
  public static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private static CompletionException wrapped(Throwable failure) {
    return failure instanceof CompletionException already
        ? already
        : new CompletionException(failure);
  }
}
