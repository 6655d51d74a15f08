package io.timecoin.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpochFilterTest {
  private final EpochFilter epochs = new EpochFilter();

  @Test
  void whatALaterWriterHasReplacedIsVoid() throws BadRecordException {
    assertThat(epochs.accept(5)).isTrue();
    assertThat(epochs.accept(5)).isTrue();
    assertThat(epochs.accept(7)).isTrue();
    assertThat(epochs.accept(6)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 7_000, Long.MAX_VALUE, Long.MIN_VALUE, Integer.MAX_VALUE})
  void oneRecordCannotMakeAllLaterOnesVoid(long leap) throws BadRecordException {
    assertThat(epochs.accept(5)).isTrue();

    assertThatThrownBy(() -> epochs.accept(leap)).isInstanceOf(BadRecordException.class);

    assertThat(epochs.accept(5)).isTrue();
  }

  @Test
  void whereEpochsAreOpenedNothingElseBeginsOne() throws BadRecordException {
    assertThat(epochs.accept(5, false)).isTrue();
    assertThatThrownBy(() -> epochs.accept(6, false)).isInstanceOf(BadRecordException.class);
    assertThat(epochs.accept(5, false)).isTrue();
    assertThat(epochs.accept(6, true)).isTrue();
    assertThat(epochs.accept(6, false)).isTrue();
    assertThat(epochs.accept(5, false)).isFalse();
  }

  @Test
  void aReaderThatComesLateTakesTheEpochThatIs() throws BadRecordException {
    assertThat(epochs.accept(123_456)).isTrue();
  }
}
