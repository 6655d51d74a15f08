package io.timecoin.gateway.peers.dial;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.gateway.peers.HostAndPort;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.crypto.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DialerTest {
  private static final HostAndPort A = new HostAndPort("10.0.0.1", 1);
  private static final HostAndPort B = new HostAndPort("10.0.0.2", 1);
  private static final PublicKey KEY = KeyPair.fromSeed(new byte[32]).publicKey();

  private final Dialer dialer =
      new Dialer(Duration.ofMillis(500), Duration.ofSeconds(5), new Random(1));

  private static long millis(long millis) {
    return millis * 1_000_000;
  }

  private List<HostAndPort> due(long atMillis) {
    return dialer.due(millis(atMillis), _ -> false);
  }

  /** Milliseconds from an end to the next dial. */
  private long pauseAfter(boolean lasting, long atMillis) {
    dialer.ended(A, lasting, millis(atMillis));
    long at = atMillis;
    while (due(at).isEmpty()) {
      at += 10;
    }
    return at - atMillis;
  }

  @Test
  void oneIsDialledAtOnceAndOnlyOnceAtATime() {
    assertThat(dialer.keep(A, 0)).isTrue();
    assertThat(dialer.keep(A, 0)).isFalse();

    assertThat(due(0)).containsExactly(A);
    assertThat(due(60_000)).isEmpty();
  }

  @Test
  void pausesDoubleUpToTheLongestAndVary() {
    assertThat(dialer.keep(A, 0)).isTrue();
    assertThat(due(0)).containsExactly(A);
    long at = 0;

    for (long most : List.of(500L, 1_000L, 2_000L, 4_000L, 5_000L, 5_000L)) {
      long pause = pauseAfter(false, at);
      assertThat(pause).isBetween(most / 2, most + 10);
      at += pause;
    }
    dialer.connected(A);
    assertThat(pauseAfter(false, at)).isBetween(250L, 510L);
  }

  @Test
  void aRefusalThatLastsIsNotAskedAgainSoon() {
    assertThat(dialer.keep(A, 0)).isTrue();
    assertThat(due(0)).containsExactly(A);

    assertThat(pauseAfter(true, 0)).isBetween(30_000L, 60_010L);
  }

  @Test
  void whoIsConnectedByTheOtherEndsDialIsNotDialled() {
    assertThat(dialer.keep(A, 0)).isTrue();
    assertThat(due(0)).containsExactly(A);
    dialer.met(A, KEY);
    dialer.ended(A, false, 0);

    assertThat(dialer.due(millis(60_000), KEY::equals)).isEmpty();
    assertThat(dialer.connected(KEY::equals)).isEqualTo(1);
    assertThat(dialer.due(millis(60_000), _ -> false)).containsExactly(A);
  }

  @Test
  void aTryIsForgottenAtItsEndAndAKeptOneNever() {
    assertThat(dialer.dialOnce(A, 0)).isTrue();
    assertThat(dialer.dialOnce(A, 0)).isFalse();
    assertThat(dialer.keep(B, 0)).isTrue();
    assertThat(due(0)).containsExactlyInAnyOrder(A, B);
    assertThat(dialer.once()).isEqualTo(1);

    dialer.ended(A, false, 0);
    dialer.ended(B, false, 0);

    assertThat(dialer.contains(A)).isFalse();
    assertThat(due(60_000)).containsExactly(B);
    assertThat(dialer.remove(B)).isTrue();
    assertThat(dialer.remove(B)).isFalse();
    dialer.ended(B, false, 0);
    assertThat(due(600_000)).isEmpty();
  }

  @Test
  void aTryThatIsToBeKeptStaysUnderWay() {
    assertThat(dialer.dialOnce(A, 0)).isTrue();
    assertThat(due(0)).containsExactly(A);

    assertThat(dialer.keep(A, 0)).isTrue();

    assertThat(due(0)).isEmpty();
    assertThat(dialer.kept()).isEqualTo(1);
    dialer.ended(A, false, 0);
    assertThat(due(60_000)).containsExactly(A);
  }
}
