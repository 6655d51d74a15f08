package io.timecoin.devnet.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.link.Partition;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OrderTest {

  @Test
  void ordersAreTheCommandsWords() {
    assertThat(parse("partition 1,2/3"))
        .isEqualTo(new Order.Cut(new Partition(List.of(Set.of(1, 2), Set.of(3)))));
    assertThat(parse("heal")).isEqualTo(new Order.Heal());
    assertThat(parse("delay 25ms")).isEqualTo(new Order.Delay(Duration.ofMillis(25)));
    assertThat(parse("kill 3")).isEqualTo(new Order.Kill(3, ""));
    assertThat(parse("kill 3 mempool-service")).isEqualTo(new Order.Kill(3, "mempool-service"));
    assertThat(parse("start 2 verifier-service-2"))
        .isEqualTo(new Order.Start(2, "verifier-service-2"));
    assertThat(parse("link 1-2 down")).isEqualTo(new Order.LinkUp(1, 2, false));
    assertThat(parse("link 2-1 up")).isEqualTo(new Order.LinkUp(2, 1, true));
  }

  @ParameterizedTest
  @CsvSource({"500B/s, 500", "1kB/s, 1000", "1kB, 1000", "2MB/s, 2000000", "full, 0"})
  void aLinkHasARate(String text, long bytesPerSecond) {
    assertThat(parse("link 1-4 " + text)).isEqualTo(new Order.LinkRate(1, 4, bytesPerSecond));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "7, 7", "25ms, 25", "1s, 1000", "5000ms, 5000"})
  void aDelayIsMillisecondsOrSeconds(String text, long millis) {
    assertThat(Order.delay(text)).hasMillis(millis);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "partition",
        "partition 1,2",
        "heal now",
        "delay",
        "delay -1ms",
        "delay 1.5ms",
        "delay 5001ms",
        "delay 6s",
        "delay 2m",
        "kill",
        "kill x",
        "kill 0",
        "kill 1 a b",
        "start",
        "start all",
        "link",
        "link 1-2",
        "link 1,2 down",
        "link 1-2 sideways",
        "link 1-2 0B/s",
        "link 0-2 down"
      })
  void anythingElseIsRefusedWithASentence(String text) {
    assertThatExceptionOfType(LauncherFailure.class)
        .isThrownBy(() -> parse(text))
        .withMessageMatching("(?s).{10,}");
  }

  private static Order parse(String text) {
    return Order.parse(List.of(text.split(" ", -1)));
  }
}
