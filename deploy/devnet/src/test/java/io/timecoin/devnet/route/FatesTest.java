package io.timecoin.devnet.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class FatesTest {
  private static final long MILLI = 1_000_000;
  private static final long BEGIN = 1_000 * MILLI;

  @Test
  void lostIsWhatWasAcknowledgedAndHasNoEnd() {
    Fates fates = sent(5);
    fates.acknowledged(0, 4);
    fates.finalAt(0, BEGIN + 100 * MILLI);
    fates.ended(1);

    assertThat(fates.withoutEnd()).containsExactly(2, 3);
    assertThat(fates.promised()).isEqualTo(2);
    assertThat(fates.open()).isEqualTo(3);
    assertThat(fates.ended()).isEqualTo(1);
  }

  /** The answer to a request may come after the microblock. */
  @Test
  void finalBeforeItsAcknowledgmentIsNotLost() {
    Fates fates = sent(1);
    fates.finalAt(0, BEGIN + 100 * MILLI);
    fates.acknowledged(0, 1);

    assertThat(fates.withoutEnd()).isEmpty();
    assertThat(fates.finals()).isEqualTo(1);
  }

  @Test
  void finalTwiceIsCounted() {
    Fates fates = sent(1);
    fates.finalAt(0, BEGIN);
    fates.finalAt(0, BEGIN);

    assertThat(fates.twiceFinal()).isEqualTo(1);
    assertThat(fates.finals()).isEqualTo(1);
  }

  @Test
  void whatIsFinalAfterAllHasThatEndAlone() {
    Fates fates = sent(1);
    fates.ended(0);
    fates.finalAt(0, BEGIN);

    assertThat(fates.ended()).isZero();
    assertThat(fates.finals()).isEqualTo(1);
    assertThat(fates.open()).isZero();
  }

  @Test
  void timesRunFromTheMomentAPaymentWasDue() {
    Fates fates = sent(100);
    IntStream.range(0, 100)
        .forEach(payment -> fates.finalAt(payment, BEGIN + (payment + payment + 1) * MILLI));

    var millis = fates.finalityMillis(BEGIN, BEGIN + 100 * MILLI);

    assertThat(millis.p50()).isEqualTo(50);
    assertThat(millis.p99()).isEqualTo(99);
    assertThat(millis.max()).isEqualTo(100);
    assertThat(fates.finalsBetween(BEGIN, BEGIN + 11 * MILLI)).isEqualTo(5);
  }

  @Test
  void theLastSlowPaymentSaysWhenTheNodeWasBack() {
    Fates fates = sent(10);
    for (int payment = 0; payment < 10; payment++) {
      long took = payment <= 4 ? 3_000 * MILLI : 10 * MILLI;
      fates.finalAt(payment, BEGIN + payment * MILLI + took);
    }

    assertThat(fates.lastSlowNanos(BEGIN, 2_000 * MILLI)).isEqualTo(4 * MILLI);
    assertThat(fates.lastSlowNanos(BEGIN, 4_000 * MILLI)).isZero();
  }

  /** One a millisecond. */
  private static Fates sent(int payments) {
    var fates = new Fates(payments);
    IntStream.range(0, payments).forEach(each -> fates.sent(each, BEGIN + each * MILLI));
    return fates;
  }
}
