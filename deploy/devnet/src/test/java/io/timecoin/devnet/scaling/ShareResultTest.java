package io.timecoin.devnet.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ShareResultTest {

  @Test
  void ratesAreMediansAndComparedWithOneInstances() {
    List<ShareResult.Row> rows = Results.share().scaling();

    assertThat(rows).extracting(ShareResult.Row::instances).containsExactly(1, 2, 4);
    assertThat(rows).extracting(ShareResult.Row::rate).containsExactly(10_000L, 19_500L, 38_000L);
    assertThat(rows).extracting(ShareResult.Row::ratioToOne).containsExactly(1.0, 1.95, 3.8);
    assertThat(rows.get(1).rates()).containsExactly(19_500L, 19_700L, 12_000L);
  }

  @Test
  void processorTimeIsCountedForEachOfTwoSignatures() {
    List<ShareResult.Row> rows = Results.share().scaling();

    // 0.25 cores, 10,000 payments/s of two signatures: 12.5 microseconds.
    assertThat(rows.getFirst().cpuMicrosPerSignature()).isEqualTo(12.5);
    assertThat(rows.getLast().cpuMicrosPerSignature()).isEqualTo(13.16);
    assertThat(rows.getLast().cpuRatioToOne()).isEqualTo(1.053);
    assertThat(rows.getLast().brokerCores()).isEqualTo(0.2);
  }

  @Test
  void aCoreThroughKafkaIsComparedWithACoreWithout() {
    CoreResult core = Results.core();

    assertThat(core.throughKafkaPerSecond()).isEqualTo(32_000);
    assertThat(core.inProcessPerSecond()).isEqualTo(40_000);
    assertThat(core.ratio()).isEqualTo(0.8);
    assertThat(core.cpuMicrosPerSignature()).isEqualTo(15.63);
    assertThat(core.inProcessCpuMicrosPerSignature()).isEqualTo(12.5);
    assertThat(core.turns().get(1)).isEqualTo(new CoreResult.Turn(31_000, 41_000, 1));
  }
}
