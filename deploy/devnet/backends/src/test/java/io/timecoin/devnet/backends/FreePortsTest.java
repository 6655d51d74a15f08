package io.timecoin.devnet.backends;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreePortsTest {
  private static final long SEED = 20_260_101;

  @TempDir Path folder;

  @Test
  void twoPickersWithTheSameLuckGetDifferentPorts() {
    var one = new FreePorts(folder, new Random(SEED));
    var other = new FreePorts(folder, new Random(SEED));

    assertThat(one.pick()).isNotEqualTo(other.pick());
  }

  @Test
  void aReleasedPortIsPickedAgain() {
    var ports = new FreePorts(folder, new Random(SEED));
    int first = ports.pick();
    ports.release(first);

    assertThat(new FreePorts(folder, new Random(SEED)).pick()).isEqualTo(first);
  }

  @Test
  void aPortSomebodyListensOnIsNotPicked() throws IOException {
    int port = new FreePorts(folder.resolve("a"), new Random(SEED)).pick();
    try (var listener = new ServerSocket()) {
      listener.bind(Loopback.at(port), 1);

      assertThat(FreePorts.isFree(port)).isFalse();
      assertThat(new FreePorts(folder.resolve("b"), new Random(SEED)).pick()).isNotEqualTo(port);
    }
  }

  @Test
  void picksStayBelowThePortsOfOutgoingConnections() {
    var ports = new FreePorts(folder, new Random(SEED));

    for (int i = 0; i < 50; i++) {
      assertThat(ports.pick()).isBetween(20_000, 31_999);
    }
  }

  @Test
  void aGivenPortIsTakenAsItIs() {
    assertThat(new FreePorts(folder, new Random(SEED)).pickIfZero(12_345)).isEqualTo(12_345);
  }
}
