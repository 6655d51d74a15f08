package io.timecoin.gateway.peers.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.gateway.limits.TokenBucket;
import io.timecoin.gateway.peers.Misbehaviour;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage.ContentCase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Rates, scores and bans by a clock of the test's. */
class LimitsTest {
  private static final PublicKey KEY = key(1);
  private static final PublicKey OTHER = key(2);
  private static final BanSubject NODE = new BanSubject.Node(KEY);

  private Instant now = Instant.ofEpochSecond(1_700_000_000);
  private final BanList bans = new BanList(() -> now, Duration.ofMinutes(30));
  private final Scores scores = new Scores();

  private static PublicKey key(int number) {
    byte[] seed = new byte[32];
    seed[0] = (byte) number;
    return KeyPair.fromSeed(seed).publicKey();
  }

  private static long seconds(double seconds) {
    return (long) (seconds * 1e9);
  }

  @Test
  void aBucketGivesItsBurstAndThenItsRate() {
    var bucket = new TokenBucket(10, 50, 0);

    assertThat(bucket.take(50, 0)).isZero();
    assertThat(bucket.take(5, 0)).isEqualTo(Duration.ofMillis(500));
    // The debt is paid off, and no more than the burst is saved.
    assertThat(bucket.take(0, seconds(0.5))).isZero();
    assertThat(bucket.take(50, seconds(1_000))).isZero();
    assertThat(bucket.take(1, seconds(1_000))).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void aBucketThatIsTriedKeepsWhatDoesNotSuffice() {
    var bucket = new TokenBucket(1, 2, 0);

    assertThat(bucket.tryTake(3, 0)).isFalse();
    assertThat(bucket.tryTake(2, 0)).isTrue();
    assertThat(bucket.tryTake(1, seconds(0.9))).isFalse();
    assertThat(bucket.tryTake(1, seconds(1.1))).isTrue();
  }

  @Test
  void aKindThatIsExhaustedSlowsDownAndNoOtherDoes() {
    var rates = new KindRates(1, 0);
    for (int i = 0; i < 50; i++) {
      assertThat(rates.take(ContentCase.STATUS_QUESTION, 10, 0)).isZero();
    }

    assertThat(rates.take(ContentCase.STATUS_QUESTION, 10, 0)).isEqualTo(Duration.ofMillis(200));
    assertThat(rates.take(ContentCase.CONSENSUS, 10, 0)).isZero();
    assertThat(rates.take(ContentCase.STATUS_QUESTION, 10, seconds(10))).isZero();
  }

  @Test
  void bytesAreCountedAsMessagesAre() {
    var rates = new KindRates(1, 0);

    assertThat(rates.take(ContentCase.CONSENSUS, 80 << 20, 0)).isZero();
    assertThat(rates.take(ContentCase.CONSENSUS, 4 << 20, 0)).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void noPauseIsLongerThanASecond() {
    var rates = new KindRates(1, 0);

    assertThat(rates.take(ContentCase.GET_PEERS, 1 << 30, 0)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void pausesAddUpUntilPatienceIsOverAndAreForgivenSlowly() {
    Duration patience = Duration.ofSeconds(2);
    Duration pause = Duration.ofMillis(700);
    var rates = new KindRates(1, 0);

    assertThat(rates.patienceIsOver(pause, patience, 0)).isFalse();
    assertThat(rates.patienceIsOver(pause, patience, 0)).isFalse();
    assertThat(rates.patienceIsOver(pause, patience, 0)).isTrue();
    // Then the count begins anew; ten seconds forgive one.
    assertThat(rates.patienceIsOver(pause, patience, 0)).isFalse();
    assertThat(rates.patienceIsOver(pause, patience, 0)).isFalse();
    assertThat(rates.patienceIsOver(pause, patience, seconds(10))).isFalse();
  }

  @Test
  void misdeedsAddUpToABan() {
    assertThat(scores.add(KEY, Misbehaviour.OVERSIZED, 0)).isFalse();
    assertThat(scores.of(KEY, 0)).isEqualTo(50);
    assertThat(scores.add(KEY, Misbehaviour.MALFORMED, 0)).isFalse();
    assertThat(scores.add(OTHER, Misbehaviour.MALFORMED, 0)).isFalse();
    assertThat(scores.of(KEY, 0)).isEqualTo(70);
    assertThat(scores.of(OTHER, 0)).isEqualTo(20);

    assertThat(scores.add(KEY, Misbehaviour.OVERSIZED, 0)).isTrue();
    assertThat(scores.of(KEY, 0)).isZero();
  }

  @Test
  void pointsFadeWithinTwentyMinutes() {
    assertThat(scores.add(KEY, Misbehaviour.OVERSIZED, 0)).isFalse();

    assertThat(scores.of(KEY, TimeUnit.MINUTES.toNanos(5))).isEqualTo(25);
    assertThat(scores.of(KEY, TimeUnit.MINUTES.toNanos(10))).isZero();
    assertThat(scores.of(KEY, TimeUnit.MINUTES.toNanos(60))).isZero();
    scores.forget(KEY);
    assertThat(scores.of(KEY, 0)).isZero();
  }

  @Test
  void noMoreThanSoManyKeysAreRemembered() {
    assertThat(scores.add(KEY, Misbehaviour.OVERSIZED, 0)).isFalse();
    for (int i = 0; i < 10_000; i++) {
      byte[] bytes = new byte[32];
      bytes[0] = (byte) i;
      bytes[1] = (byte) (i >> 8);
      bytes[2] = 1;
      assertThat(scores.add(PublicKey.of(bytes), Misbehaviour.MALFORMED, 0)).isFalse();
    }

    assertThat(scores.of(KEY, 0)).isZero();
  }

  @Test
  void aBanEndsByTheClock() {
    Ban ban = bans.ban(NODE, "FLOODING: too much");

    assertThat(bans.find(NODE)).contains(ban);
    assertThat(bans.find(new BanSubject.Node(OTHER))).isEmpty();
    now = now.plus(Duration.ofMinutes(30)).minusMillis(1);
    assertThat(bans.all()).containsExactly(ban);
    now = now.plusMillis(1);
    assertThat(bans.find(NODE)).isEmpty();
    assertThat(bans.all()).isEmpty();
    assertThat(bans.lift(NODE)).isFalse();
  }

  @Test
  void eachFurtherBanLastsTwiceAsLongUpToADay() {
    for (int minutes : List.of(30, 60, 120, 240, 480, 960, 1_440, 1_440)) {
      Ban ban = bans.ban(NODE, "again");
      assertThat(Duration.between(ban.since(), ban.until()).toMinutes()).isEqualTo(minutes);
      now = ban.until();
    }
    now = now.plus(Duration.ofDays(1));
    assertThat(Duration.between(now, bans.ban(NODE, "after a good day").until()))
        .isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void aLiftedBanIsForgotten() {
    assertThat(bans.ban(NODE, "first")).isNotNull();
    assertThat(bans.lift(NODE)).isTrue();

    assertThat(bans.find(NODE)).isEmpty();
    assertThat(Duration.between(now, bans.ban(NODE, "anew").until()))
        .isEqualTo(Duration.ofMinutes(30));
    bans.clear();
    assertThat(bans.all()).isEmpty();
  }

  @Test
  void noMoreThanSoManyBansAreKept() {
    assertThat(bans.ban(NODE, "first")).isNotNull();
    for (int i = 0; i < 10_000; i++) {
      assertThat(
              bans.ban(
                  new BanSubject.Address("10.1.%d.%d".formatted(i / 256, i % 256)),
                  Duration.ofHours(1),
                  "x"))
          .isNotNull();
    }

    assertThat(bans.all()).hasSize(10_000);
    assertThat(bans.find(NODE)).isEmpty();
  }

  @Test
  void subjectsAreNodeKeysAndAddressesInTheirShortestForm() {
    assertThat(BanSubject.parse(KEY.toString())).contains(NODE);
    assertThat(BanSubject.parse("10.0.0.1")).contains(new BanSubject.Address("10.0.0.1"));
    assertThat(BanSubject.parse("2001:DB8:0:0:0:0:0:1"))
        .contains(new BanSubject.Address("2001:db8::1"));
    assertThat(BanSubject.parse("example.org")).isEmpty();
    assertThat(BanSubject.parse("10.0.0.1:24101")).isEmpty();
    assertThat(BanSubject.parse("")).isEmpty();
    assertThat(BanSubject.parse("z".repeat(64))).isEmpty();
  }

  @Test
  void theDoorTakesSoManyInAllAndOfOneAddress() {
    var door = new Doorkeeper(3, 2);

    assertThat(door.mayEnter("a", 0)).isTrue();
    assertThat(door.mayEnter("a", 0)).isTrue();
    assertThat(door.mayEnter("a", 0)).isFalse();
    assertThat(door.mayEnter("b", 0)).isTrue();
    assertThat(door.mayEnter("c", 0)).isFalse();
    door.passed("a");
    assertThat(door.mayEnter("c", 0)).isTrue();
  }

  @Test
  void whoTriesTooOftenWaits() {
    var door = new Doorkeeper(64, 16);
    for (int i = 0; i < 50; i++) {
      assertThat(door.mayEnter("a", 0)).isTrue();
      door.passed("a");
    }

    assertThat(door.mayEnter("a", 0)).isFalse();
    assertThat(door.mayEnter("b", 0)).isTrue();
    assertThat(door.mayEnter("a", seconds(0.11))).isTrue();
  }
}
