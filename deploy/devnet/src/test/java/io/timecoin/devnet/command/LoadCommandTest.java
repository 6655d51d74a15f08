package io.timecoin.devnet.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.suite.DevnetSettings;
import io.timecoin.devnet.suite.MasternodeId;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class LoadCommandTest {
  private static final DevnetSettings FOUR = new DevnetSettings(24_200, 20, 1, 4);

  @Test
  void loadGoesThroughAllMasternodesOrThoseNamed() {
    assertThat(parsed().doors(FOUR)).extracting(MasternodeId::number).containsExactly(1, 2, 3, 4);
    assertThat(parsed("--nodes", "4,2").doors(FOUR))
        .extracting(MasternodeId::number)
        .containsExactly(4, 2);
    assertThat(parsed().doors(new DevnetSettings(24_200, 20, 1, 1))).hasSize(1);
  }

  @Test
  void oneThatIsNotThereOrIsNamedTwiceIsRefusedWithASentence() {
    assertThatExceptionOfType(LauncherFailure.class)
        .isThrownBy(() -> parsed("--nodes", "5").doors(FOUR))
        .withMessageContaining("no masternode 5");
    assertThatExceptionOfType(LauncherFailure.class)
        .isThrownBy(() -> parsed("--nodes", "1,1").doors(FOUR))
        .withMessageContaining("once");
  }

  private static LoadCommand parsed(String... arguments) {
    var command = new LoadCommand();
    new CommandLine(command).parseArgs(arguments);
    return command;
  }
}
