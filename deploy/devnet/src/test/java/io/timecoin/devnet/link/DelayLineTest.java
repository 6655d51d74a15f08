package io.timecoin.devnet.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DelayLineTest {
  private static final long MILLI = 1_000_000;

  /** A steady clock may begin anywhere. */
  private static final long START = Long.MAX_VALUE - 3 * MILLI;

  private final DelayLine line = new DelayLine();
  private LinkCondition condition = LinkCondition.clear(Duration.ofMillis(25));

  @Test
  void nothingArrivesBeforeItsDelayAndEverythingThen() {
    offer("a", 0);

    assertThat(poll(24)).isEmpty();
    assertThat(line.nextAt(condition)).hasValue(at(25));
    assertThat(poll(25)).contains("a");
    assertThat(line.nextAt(condition)).isEmpty();
  }

  @Test
  void theDelayLimitsNoBandwidth() {
    for (int i = 0; i < 25; i++) {
      offer(Integer.toString(i), i);
    }

    for (int i = 0; i < 25; i++) {
      assertThat(poll(25 + i)).contains(Integer.toString(i));
    }
  }

  @Test
  void aSmallerDelayLetsNothingOvertake() {
    offer("first", 0);
    condition = condition.withDelay(Duration.ZERO);
    offer("second", 1);

    assertThat(poll(24)).isEmpty();
    assertThat(poll(25)).contains("first");
    assertThat(poll(25)).contains("second");
  }

  @Test
  void aLinkThatIsDownIsSilentAndNothingIsLost() {
    offer("before", 0);
    condition = condition.withUp(false);
    offer("while down", 10);

    assertThat(poll(60_000)).isEmpty();
    assertThat(line.nextAt(condition)).isEmpty();

    condition = condition.withUp(true);
    assertThat(poll(60_000)).contains("before");
    assertThat(poll(60_000)).contains("while down");
  }

  @Test
  void theEndOfTheStreamTakesAsLongAsItsBytes() {
    offer("last", 0);
    offer("", 1);

    assertThat(line.hasEnded()).isTrue();
    assertThat(poll(25)).contains("last");
    assertThat(poll(25)).isEmpty();
    assertThat(poll(26)).contains("");
  }

  @Test
  void whatIsUnderWayIsBounded() {
    condition = LinkCondition.clear(Duration.ZERO);
    byte[] chunk = new byte[64 * 1024];
    int taken = 0;
    while (line.hasRoom(condition)) {
      line.offer(chunk, START, condition);
      taken++;
    }

    assertThat(taken).isEqualTo(16);
    assertThat(line.bytes()).isEqualTo(1 << 20);
    assertThat(line.poll(START, condition)).isPresent();
    assertThat(line.hasRoom(condition)).isTrue();
  }

  @Test
  void aLongerDelayHasRoomForMoreUpToABound() {
    assertThat(LinkCondition.clear(Duration.ofMillis(25)).bufferBytes())
        .isEqualTo(25 * (128L << 20) / 1000);
    assertThat(LinkCondition.clear(LinkCondition.MAXIMUM_DELAY).bufferBytes()).isEqualTo(16L << 20);
  }

  @Test
  void aRateHoldsOverAnyTime() {
    condition = LinkCondition.clear(Duration.ZERO).withRate(1_000);
    line.offer(new byte[5_000], START, condition);
    int arrived = 0;

    for (int milli = 0; milli < 2_000; milli++) {
      Optional<byte[]> part = line.poll(at(milli), condition);
      arrived += part.map(bytes -> bytes.length).orElse(0);
      assertThat(arrived).isBetween(milli - 50, milli + 51);
    }
    assertThat(line.bytes()).isEqualTo(5_000 - arrived);
  }

  @Test
  void bytesStayInOrderWhenARateCutsThem() {
    condition = LinkCondition.clear(Duration.ZERO).withRate(100);
    offer("abcdefghijkl", 0);
    offer("mn", 0);
    var text = new StringBuilder();

    for (int milli = 0; milli < 1_000; milli++) {
      poll(milli).ifPresent(text::append);
    }

    assertThat(text).hasToString("abcdefghijklmn");
  }

  private static long at(int milli) {
    return START + milli * MILLI;
  }

  private void offer(String text, int atMilli) {
    line.offer(text.getBytes(StandardCharsets.US_ASCII), at(atMilli), condition);
  }

  private Optional<String> poll(int atMilli) {
    return line.poll(at(atMilli), condition)
        .map(bytes -> new String(bytes, StandardCharsets.US_ASCII));
  }
}
