package io.timecoin.devnet.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.timecoin.devnet.LauncherFailure;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MasternodeIdTest {
  private static final DevnetFolder FOLDER = new DevnetFolder("x", Path.of("/devnets/x"));

  @Test
  void aSingleOneHasTheNamesWithoutANumber() {
    var single = new MasternodeId(1, 1);

    assertThat(single.name()).isEqualTo("masternode-1");
    assertThat(single.kafkaPrefix()).isEqualTo("timecoin.");
    assertThat(single.database()).isEqualTo("timecoin");
    assertThat(single.folder(FOLDER).path()).isEqualTo(FOLDER.path());
    assertThat(single.ports(new PortPlan(24_200))).isEqualTo(new PortPlan(24_200));
    assertThat(single.others()).isEmpty();
  }

  @Test
  void severalShareNothing() {
    List<MasternodeId> all = MasternodeId.all(4);

    assertThat(all).extracting(MasternodeId::name).doesNotHaveDuplicates();
    assertThat(all)
        .extracting(MasternodeId::kafkaPrefix)
        .containsExactly("timecoin.n1.", "timecoin.n2.", "timecoin.n3.", "timecoin.n4.");
    assertThat(all).extracting(MasternodeId::database).doesNotHaveDuplicates();
    assertThat(all).extracting(id -> id.folder(FOLDER)).doesNotHaveDuplicates();
    assertThat(all)
        .extracting(id -> id.ports(new PortPlan(24_200)).base())
        .containsExactly(24_200, 24_300, 24_400, 24_500);
    assertThat(all.get(1).others()).extracting(MasternodeId::number).containsExactly(1, 3, 4);
  }

  @Test
  void oneThatIsNotThereIsToldWithThoseThatAre() {
    assertThatExceptionOfType(LauncherFailure.class)
        .isThrownBy(() -> new DevnetSettings(24_200, 20, 1, 4).id(5))
        .withMessage("there is no masternode 5: they are 1 to 4");
    assertThatExceptionOfType(LauncherFailure.class)
        .isThrownBy(() -> new DevnetSettings(24_200, 20, 1, 1).id(2))
        .withMessageContaining("one masternode");
  }
}
