package io.timecoin.devnet.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class ScaleTest {

  @Test
  void aLinearScaleDividesEvenly() {
    var scale = new Scale(0, 10, 100, 300, false);

    assertThat(scale.at(0)).isEqualTo(100);
    assertThat(scale.at(2.5)).isEqualTo(150);
    assertThat(scale.at(10)).isEqualTo(300);
  }

  @Test
  void aLogarithmicScaleGivesEachFactorOfTenTheSame() {
    var scale = new Scale(1, 10_000, 400, 0, true);

    assertThat(scale.at(10)).isCloseTo(300, within(1e-9));
    assertThat(scale.at(1_000)).isCloseTo(100, within(1e-9));
    assertThat(scale.marks()).hasSize(5).last().isEqualTo(10_000.0);
  }

  @Test
  void whatIsOutsideIsDrawnAtTheEnd() {
    var scale = new Scale(1, 100, 0, 200, true);

    assertThat(scale.at(0)).isZero();
    assertThat(scale.at(1e9)).isEqualTo(200);
  }

  @Test
  void aScaleEndsAtARoundNumberAndHasAHandfulOfMarks() {
    for (double largest : new double[] {0.3, 1, 7, 99, 101, 43_210, 1e9}) {
      var scale = Scale.upTo(largest, 0, 100);

      assertThat(scale.high()).isBetween(largest, largest * 1.25);
      assertThat(scale.marks()).hasSizeBetween(5, 13);
      assertThat(scale.marks().getLast()).isCloseTo(scale.high(), within(scale.high() * 1e-6));
    }
  }

  @Test
  void anEmptyScaleIsABug() {
    assertThatThrownBy(() -> new Scale(1, 1, 0, 1, false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Scale(0, 1, 0, 1, true))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
