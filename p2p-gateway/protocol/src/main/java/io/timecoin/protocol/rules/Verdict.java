package io.timecoin.protocol.rules;

import java.util.function.Function;

/** The answer of a validation: what was found good, or why it is refused. */
public sealed interface Verdict<T> {

  /** Every rule holds. */
  record Accepted<T>(T value) implements Verdict<T> {}

  /** The first rule that fails. */
  record Refused<T>(Refusal refusal) implements Verdict<T> {}

  static <T> Verdict<T> accepted(T value) {
    return new Accepted<>(value);
  }

  static <T> Verdict<T> refused(Refusal refusal) {
    return new Refused<>(refusal);
  }

  /** Goes on with the next rules where these hold. */
  default <R> Verdict<R> then(Function<? super T, Verdict<R>> next) {
    return switch (this) {
      case Accepted<T>(var value) -> next.apply(value);
      case Refused<T>(var refusal) -> new Refused<>(refusal);
    };
  }
}
