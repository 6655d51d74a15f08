package io.timecoin.devnet.route;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What to measure.
 *
 * @param masternodes on this machine
 * @param verifiers of each
 * @param pairs of coins that payments spend in turn; twice as many coins exist
 * @param warmUp how long the services run under the first rate before anything is measured
 * @param step how long each rate of a search is offered
 * @param hold how long the highest rate is offered
 * @param share how long each of its shares is offered
 * @param flood how long ten times the highest rate is offered
 * @param first the rate a search begins with, payments per second
 * @param fixed the rate to hold instead of searching for one
 * @param recordings the folder for flight recordings of the hold; empty for none
 */
public record RoutePlan(
    Set<Part> parts,
    int masternodes,
    int verifiers,
    int pairs,
    Duration warmUp,
    Duration step,
    Duration hold,
    Duration share,
    Duration flood,
    int first,
    OptionalInt fixed,
    Optional<Path> recordings) {
  /** No search goes higher, payments per second. */
  static final int CEILING = 20_000;

  /** The parts of the bench. */
  public enum Part {
    /** The highest rate that is held, and what happens at it. */
    MAXIMUM,
    /** A tenth, a half and nine tenths of it. */
    SHARES,
    /** Ten times of it, half of that invalid, from many clients. */
    FLOOD,
    /** Other numbers of coins, masternodes and verifiers. */
    GROWTH
  }

  public RoutePlan {
    parts = Set.copyOf(parts);
  }

  /** Whether this part is to be measured. */
  boolean has(Part part) {
    return parts.contains(part);
  }

  /** Whether a part needs a devnet of this plan's own numbers. */
  boolean hasAnyButGrowth() {
    return parts.stream().anyMatch(part -> part != Part.GROWTH);
  }
}
