package io.timecoin.gateway.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What one client may ask for. */
class ClientRatesTest {
  private static final int PER_SECOND = 10_000;
  private static final int AT_ONCE = PER_SECOND * ClientRates.SECONDS_AT_ONCE;
  private static final String CLIENT = "192.0.2.1";

  private final ClientRates rates = new ClientRates(PER_SECOND, Set.of("127.0.0.1", "::1"));
  private long nowNanos = 5;

  private Duration ask(String host, long bytes) {
    return rates.ask(host, bytes, nowNanos);
  }

  private void later(Duration time) {
    nowNanos += time.toNanos();
  }

  @Test
  void whatIsAtOnceMayBeUsedUpAndComesBackByTheSecond() {
    assertThat(ask(CLIENT, AT_ONCE)).isZero();
    assertThat(ask(CLIENT, PER_SECOND)).isZero();
    assertThat(ask(CLIENT, 1)).isEqualTo(Duration.ofSeconds(1));
    later(Duration.ofMillis(400));
    assertThat(ask(CLIENT, 1)).isEqualTo(Duration.ofMillis(600));
    later(Duration.ofMillis(600));
    assertThat(ask(CLIENT, 1)).isZero();
  }

  @Test
  void aRequestLargerThanAllOfItIsLetInAndPaidForLater() {
    assertThat(ask(CLIENT, 2L * AT_ONCE)).isZero();
    assertThat(ask(CLIENT, 1)).isEqualTo(Duration.ofSeconds(ClientRates.SECONDS_AT_ONCE));
  }

  @Test
  void theLeastRequestCountsAKibibyte() {
    int requests = 0;
    while (ask(CLIENT, 0).isZero()) {
      requests++;
    }
    assertThat(requests).isEqualTo(AT_ONCE / ClientRates.LEAST_BYTES + 1);
  }

  @Test
  void whatTurnsOutLargerIsPaidForToo() {
    assertThat(ask(CLIENT, 0)).isZero();
    rates.charge(CLIENT, 2L * AT_ONCE, nowNanos);
    assertThat(ask(CLIENT, 0)).isPositive();
    rates.charge("127.0.0.1", 2L * AT_ONCE, nowNanos);
    assertThat(ask("127.0.0.1", 0)).isZero();
  }

  @Test
  void otherClientsAreNotAffected() {
    assertThat(ask(CLIENT, 2L * AT_ONCE)).isZero();
    assertThat(ask(CLIENT, 1)).isPositive();
    assertThat(ask("192.0.2.2", 1)).isZero();
  }

  @Test
  void aNetworkOfAnIpv6AddressIsOneClient() {
    assertThat(ask("2001:db8:0:1::1", 2L * AT_ONCE)).isZero();
    assertThat(ask("2001:db8:0:1:ffff::2", 1)).isPositive();
    assertThat(ask("2001:db8:0:2::1", 1)).isZero();
  }

  @Test
  void anIpv4AddressWrittenAsIpv6IsTheSameClient() {
    assertThat(ask(CLIENT, 2L * AT_ONCE)).isZero();
    assertThat(ask("::ffff:" + CLIENT, 1)).isPositive();
  }

  @Test
  void whoIsNamedMayAskForAnyAmount() {
    for (int i = 0; i < 10; i++) {
      assertThat(ask("127.0.0.1", AT_ONCE)).isZero();
      assertThat(ask("0:0:0:0:0:0:0:1", AT_ONCE)).isZero();
    }
    assertThat(rates.size()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClientRates(PER_SECOND, Set.of("localhost")));
  }

  @Test
  void whatIsNoAddressIsAClientToo() {
    assertThat(ask("unknown", 2L * AT_ONCE)).isZero();
    assertThat(ask("unknown", 1)).isPositive();
  }

  @Test
  void strangersAreForgottenAndTheirNumberIsBounded() {
    assertThat(ask(CLIENT, 2L * AT_ONCE)).isZero();
    for (int i = 0; i < 20_000; i++) {
      ask("10.0.%d.%d".formatted(i >> 8, i & 255), 1);
      // Who goes on asking is not forgotten.
      assertThat(ask(CLIENT, 1)).isPositive();
    }
    assertThat(rates.size()).isEqualTo(10_000);
  }
}
