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
}
