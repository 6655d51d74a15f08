package io.timecoin.kit.config;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortCheckTest {
  private static final String LOCAL = "127.0.0.1";

  @Test
  void aTakenPortIsRefusedWithWhatToDoAndAFreeOneIsLeftFree() throws Exception {
    int port;
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
      assertThatExceptionOfType(ConfigurationException.class)
          .isThrownBy(() -> PortCheck.requireFree(LOCAL, port))
          .withMessageContaining("cannot listen on 127.0.0.1:" + port)
          .withMessageContaining("quarkus.http.port");
    }

    assertThatCode(() -> PortCheck.requireFree(LOCAL, port)).doesNotThrowAnyException();
    assertThatCode(() -> PortCheck.requireFree(LOCAL, port)).doesNotThrowAnyException();
  }

  @Test
  void anAddressOfAnotherMachineIsRefused() {
    // TEST-NET-1 of RFC 5737: nobody's.
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> PortCheck.requireFree("192.0.2.1", 0))
        .withMessageContaining("192.0.2.1")
        .withMessageContaining("quarkus.http.host");
  }
}
