package io.timecoin.devnet.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CpuNameTest {
  @TempDir private Path folder;

  @Test
  void linuxNamesTheProcessor() throws IOException {
    Path cpuinfo = folder.resolve("cpuinfo");
    Files.writeString(cpuinfo, "processor\t: 0\nmodel name\t: Some CPU @ 2.0GHz\nflags\t: fpu\n");

    assertThat(CpuName.in(cpuinfo)).isEqualTo("Some CPU @ 2.0GHz");
  }

  @Test
  void whereNothingNamesItThereIsTheArchitecture() throws IOException {
    Path without = folder.resolve("without");
    Files.writeString(without, "processor\t: 0\n");

    assertThat(CpuName.in(without)).isEqualTo(System.getProperty("os.arch"));
    assertThat(CpuName.in(folder.resolve("missing"))).isEqualTo(System.getProperty("os.arch"));
  }
}
