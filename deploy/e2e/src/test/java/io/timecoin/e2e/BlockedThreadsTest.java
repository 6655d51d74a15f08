package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockedThreadsTest {
  private static final String WARNING = "WARN  Thread[loop] has been blocked for 2815 ms";
  private static final String VALIDATING =
      "\tat io.vertx.core.http.impl.HttpUtils.validateHeader(HttpUtils.java:847)";
  private static final String MATCHING =
      "\tat java.base/java.util.regex.Matcher.match(Matcher.java:1756)";
  private static final String FILTER =
      "\tat io.timecoin.gateway.ingress.http.SomeFilter.filter(SomeFilter.java:28)";

  @Test
  void aThreadThatOurCodeHoldsUpCounts() {
    assertThat(
            BlockedThreads.in(
                List.of(
                    WARNING,
                    "\tat java.base/java.lang.Object.wait(Object.java)",
                    "\tat io.timecoin.gateway.Slow.read(Slow.java:7)",
                    "\tat io.vertx.core.Future.handle(Future.java:1)")))
        .containsExactly(WARNING + " at io.timecoin.gateway.Slow.read(Slow.java:7)");
  }

  @Test
  void aThreadThatGotNoProcessorDoesNot() {
    assertThat(
            BlockedThreads.in(
                List.of(
                    WARNING,
                    "\tat io.vertx.core.http.impl.HttpUtils.validateHeader(HttpUtils.java:847)",
                    "INFO  something else",
                    "\tat io.timecoin.gateway.Other.line(Other.java:1)")))
        .isEmpty();
  }

  /**
   * KillCampaignE2E of 2026-11-26: a filter stands in the stack of every request. The frames are
   * Vert.x 4.5.25's, at a router's first handler and at one of a router below it.
   */
  @ParameterizedTest
  @ValueSource(strings = {"RoutingContextImpl", "RoutingContextWrapper"})
  void whoHasHandedARequestOnDoesNotCount(String context) {
    assertThat(BlockedThreads.in(handedOn(context, VALIDATING))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RoutingContextImpl", "RoutingContextWrapper"})
  void butWhatItLeadsToDoes(String context) {
    String slow = "io.timecoin.gateway.Slow.read(Slow.java:7)";

    assertThat(BlockedThreads.in(handedOn(context, VALIDATING, "\tat " + slow)))
        .containsExactly(WARNING + " at " + slow);
  }

  @Test
  void itsOwnWorkCounts() {
    String ofItsOwn = "io.timecoin.gateway.ingress.http.SomeFilter.isOne(SomeFilter.java:43)";

    assertThat(BlockedThreads.in(List.of(WARNING, MATCHING, "\tat " + ofItsOwn, FILTER)))
        .containsExactly(WARNING + " at " + ofItsOwn);
    assertThat(BlockedThreads.in(List.of(WARNING, FILTER)))
        .containsExactly(WARNING + " at " + FILTER.substring(4));
  }

  /** An iterator's is nobody's handing on. */
  @Test
  void anotherNextCounts() {
    for (String callee :
        List.of(
            "\tat java.base/java.util.ArrayList$Itr.next(ArrayList.java:1085)",
            "\tat io.timecoin.gateway.Source.next(Source.java:9)",
            "\tat io.vertx.core.Future.nextStep(Future.java:1)")) {
      assertThat(BlockedThreads.in(List.of(WARNING, callee, FILTER))).as(callee).hasSize(1);
    }
  }

  @Test
  void whatOneStackHasHandedOnDoesNotExcuseTheNext() {
    var lines = new ArrayList<>(handedOn("RoutingContextImpl", VALIDATING));
    lines.removeLast();
    lines.add(WARNING);
    lines.add(FILTER);

    assertThat(BlockedThreads.in(lines)).hasSize(1);
  }

  private static List<String> handedOn(String context, String... top) {
    var lines = new ArrayList<String>(List.of(WARNING));
    lines.addAll(List.of(top));
    lines.add("\tat io.vertx.ext.web.impl.RouteState.handleContext(RouteState.java:1283)");
    lines.add(
        "\tat io.vertx.ext.web.impl.RoutingContextImplBase.iterateNext(RoutingContextImplBase.java:177)");
    lines.add("\tat io.vertx.ext.web.impl.%1$s.next(%1$s.java:151)".formatted(context));
    lines.add(FILTER);
    return lines;
  }
}
