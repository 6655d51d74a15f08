package io.timecoin.gateway.peers.dial;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.gateway.peers.HostAndPort;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AddressBookTest {
  private static final HostAndPort OWN = new HostAndPort("9.9.9.9", 24_101);
  private static final HostAndPort A = new HostAndPort("8.8.8.8", 24_101);

  private final AddressBook book = new AddressBook(false, Optional.of(OWN), new Random(1));

  private static long minutes(long minutes) {
    return TimeUnit.MINUTES.toNanos(minutes);
  }

  private static List<String> addresses(int network, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "8.%d.%d.%d:1".formatted(network, i / 250, 1 + i % 250))
        .toList();
  }

  private void tell(int count) {
    for (int network = 0; network * 64 < count; network++) {
      int _ = book.learn(addresses(network, 64), 0);
    }
  }

  @Test
  void sixtyFourAddressesAreTakenOfOneAnswer() {
    assertThat(book.learn(addresses(1, 1_000), 0)).isEqualTo(64);
    assertThat(book.learn(addresses(1, 1_000), 0)).isZero();
    assertThat(book.size()).isEqualTo(64);
  }

  @Test
  void whatIsNoPublicAddressIsNotTaken() {
    assertThat(
            book.learn(
                List.of(
                    "127.0.0.1:1",
                    "10.0.0.1:1",
                    "192.168.1.1:1",
                    "169.254.1.1:1",
                    "0.0.0.0:1",
                    "224.0.0.1:1",
                    "[::1]:1",
                    "[fc00::1]:1",
                    "[fe80::1]:1",
                    "example.org:1",
                    "8.8.8.8:0",
                    "8.8.8.8:65536",
                    "8.8.8.8",
                    "",
                    OWN.toString()),
                0))
        .isZero();
    assertThat(book.learn(List.of("8.8.8.8:24101", "[2001:4860::1]:1"), 0)).isEqualTo(2);
    assertThat(
            new AddressBook(true, Optional.empty(), new Random(1))
                .learn(List.of("127.0.0.1:1", "10.0.0.1:1", "0.0.0.0:1"), 0))
        .isEqualTo(2);
  }

  @Test
  void whatWasReachedIsNotDisplacedByHearsay() {
    assertThat(book.learn(List.of(A.toString()), 0)).isEqualTo(1);
    book.reached(A, 0);

    tell(5_000);

    assertThat(book.size()).isEqualTo(1_000);
    assertThat(book.sample(64)).containsExactly(A);
  }

  @Test
  void onlyWhatWasReachedIsToldToOthers() {
    tell(64);
    assertThat(book.sample(64)).isEmpty();
    for (String text : addresses(0, 64)) {
      book.reached(HostAndPort.parse(text).orElseThrow(), 0);
    }

    assertThat(book.sample(10)).hasSize(10).doesNotHaveDuplicates();
    assertThat(book.sample(100)).hasSize(64);
  }

  @Test
  void whatCannotBeReachedIsTriedMoreRarelyAndThenForgotten() {
    assertThat(book.learn(List.of(A.toString()), 0)).isEqualTo(1);
    assertThat(book.candidate(0, _ -> true)).isEmpty();
    assertThat(book.candidate(0, _ -> false)).contains(A);

    long now = 0;
    for (int failures = 0; failures < 6; failures++) {
      book.ended(A, now);
      long pause = minutes(1L << failures);
      assertThat(book.candidate(now + pause - 1, _ -> false)).isEmpty();
      assertThat(book.candidate(now + pause, _ -> false)).contains(A);
      now += pause;
    }
    book.ended(A, now);
    assertThat(book.size()).isZero();
  }

  @Test
  void whatWasReachedIsKeptHoweverOftenItEnds() {
    assertThat(book.learn(List.of(A.toString()), 0)).isEqualTo(1);
    book.reached(A, 0);
    for (int i = 0; i < 20; i++) {
      book.ended(A, 0);
    }

    assertThat(book.size()).isEqualTo(1);
    assertThat(book.candidate(minutes(64), _ -> false)).contains(A);
    book.forget(A);
    assertThat(book.size()).isZero();
  }
}
