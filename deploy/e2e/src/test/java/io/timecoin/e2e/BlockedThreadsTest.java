package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BlockedThreadsTest {
  private static final String WARNING = "WARN  Thread[loop] has been blocked for 2815 ms";

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

  /** KillCampaignE2E of 2026-11-26: it stands in the stack of every request. */
  @Test
  void theFilterThatHandsRequestsOnDoesNotCountButWhatItLeadsToDoes() {
    String filter =
        "\tat io.timecoin.gateway.ingress.http.ContentTypeFilter.filter(ContentTypeFilter.java:28)";
    assertThat(
            BlockedThreads.in(
                List.of(
                    WARNING,
                    "\tat io.vertx.core.http.impl.HttpUtils.validateHeader(HttpUtils.java:847)",
                    filter)))
        .isEmpty();
    assertThat(
            BlockedThreads.in(
                List.of(WARNING, "\tat io.timecoin.gateway.Slow.read(Slow.java:7)", filter)))
        .containsExactly(WARNING + " at io.timecoin.gateway.Slow.read(Slow.java:7)");
  }
}
