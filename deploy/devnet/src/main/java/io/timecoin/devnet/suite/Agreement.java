package io.timecoin.devnet.suite;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.api.RpcFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Waits until a devnet's masternodes know each other, and until they hold the same. */
public final class Agreement {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  /**
   * The last final microblock, as a gateway tells it.
   *
   * @param digest in hex
   */
  public record Tip(long sequence, String digest) {
    static Tip of(Masternode masternode) {
      JsonNode info = masternode.gateway().call("getblockchaininfo");
      return new Tip(info.path("sequence").asLong(), info.path("digest").asText());
    }
  }

  private Agreement() {}

  /**
   * Returns the tip that all have at one time.
   *
   * @param sequence that it has reached at least
   * @throws LauncherFailure when they do not come to one within a minute, with what each says
   */
  public static Tip await(List<Masternode> masternodes, long sequence) {
    return await(
        () -> {
          Set<Tip> tips = tips(masternodes);
          return tips.size() == 1 && tips.iterator().next().sequence() >= sequence
              ? Optional.of(tips.iterator().next())
              : Optional.empty();
        },
        () -> "the masternodes do not come to one tip: " + tips(masternodes));
  }

  private static Set<Tip> tips(List<Masternode> masternodes) {
    var tips = new HashSet<Tip>();
    masternodes.forEach(masternode -> tips.add(Tip.of(masternode)));
    return tips;
  }

  /**
   * Returns when each has all others as peers.
   *
   * @throws LauncherFailure when that takes more than a minute
   */
  static void awaitPeers(List<Masternode> masternodes) {
    boolean unused =
        await(
            () ->
                masternodes.stream()
                        .allMatch(masternode -> peers(masternode) >= masternodes.size() - 1)
                    ? Optional.of(true)
                    : Optional.empty(),
            () ->
                "the masternodes do not find each other; peers of each: "
                    + masternodes.stream().map(Agreement::peers).toList());
  }

  /** How many peers a masternode has now. */
  public static int peers(Masternode masternode) {
    return masternode.gateway().call("getpeerinfo").size();
  }

  private static <T> T await(Supplier<Optional<T>> question, Supplier<String> otherwise) {
    Instant deadline = Instant.now().plus(LIMIT);
    while (true) {
      Optional<T> answer = answer(question);
      if (answer.isPresent()) {
        return answer.get();
      }
      if (Instant.now().isAfter(deadline)) {
        throw new LauncherFailure(otherwise.get());
      }
      Waiting.pause(LOOK_AGAIN);
    }
  }

  /** A gateway that answers an error now may answer otherwise the next time. */
  private static <T> Optional<T> answer(Supplier<Optional<T>> question) {
    try {
      return question.get();
    } catch (RpcFailure e) {
      return Optional.empty();
    }
  }
}
