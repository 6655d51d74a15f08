package io.timecoin.mempool.ingress;

import io.smallrye.mutiny.Uni;
import io.timecoin.kit.http.QueryException;
import io.timecoin.mempool.lifecycle.MempoolLife;
import io.timecoin.mempool.loop.DomainLoop;
import io.timecoin.mempool.node.MempoolNode;
import io.timecoin.protocol.crypto.Hash256;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * How the internal reads ask the active instance's domain, which answers within 2 s. A standby
 * knows the pool but not what waits or was refused: it answers nothing, and the active one is
 * asked.
 */
@Singleton
public final class DomainQuestions {
  private static final Duration DEADLINE = Duration.ofSeconds(2);

  private final MempoolLife life;

  @Inject
  public DomainQuestions(MempoolLife life) {
    this.life = life;
  }

  /** What may not be there. */
  <T> Uni<T> found(Function<MempoolNode, Optional<T>> question, String what) {
    return ask(question)
        .map(answer -> answer.orElseThrow(() -> QueryException.notFound(what + " is unknown")));
  }

  /** Asked on the domain's thread, where nothing may be thrown. */
  <T> Uni<T> ask(Function<MempoolNode, T> question) {
    DomainLoop domain =
        life.domain().orElseThrow(() -> QueryException.unavailable("the mempool is being rebuilt"));
    return Uni.createFrom()
        .completionStage(() -> domain.ask(node -> ifActive(node, question)))
        .ifNoItem()
        .after(DEADLINE)
        .fail()
        .onFailure(failure -> !(failure instanceof QueryException))
        .transform(
            failure -> QueryException.unavailable("the mempool is busy: " + failure.getMessage()))
        .map(answer -> answer.orElseThrow(() -> QueryException.unavailable("standing by")));
  }

  private static <T> Optional<T> ifActive(MempoolNode node, Function<MempoolNode, T> question) {
    return node.isActive() ? Optional.of(question.apply(node)) : Optional.empty();
  }

  static Hash256 hash(String hex) {
    try {
      return Hash256.fromHex(hex);
    } catch (IllegalArgumentException e) {
      throw QueryException.badRequest("not a hash: " + e.getMessage());
    }
  }

  static int index(String text) {
    try {
      return Integer.parseUnsignedInt(text);
    } catch (NumberFormatException e) {
      throw QueryException.badRequest("not an output's index: " + e.getMessage());
    }
  }
}
