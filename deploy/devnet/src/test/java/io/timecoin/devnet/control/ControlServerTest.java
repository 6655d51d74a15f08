package io.timecoin.devnet.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.timecoin.devnet.LauncherFailure;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class ControlServerTest {
  private final List<Order> given = new CopyOnWriteArrayList<>();

  @TempDir private Path folder;
  private Path file;
  private ControlServer server;

  @BeforeEach
  void listen() {
    file = folder.resolve("control.sock");
    server = ControlServer.start(file, this::carryOut);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private String carryOut(Order order) {
    given.add(order);
    return switch (order) {
      case Order.Kill(int number, _) -> throw new LauncherFailure("there is no " + number);
      case Order.Start _ -> throw new IllegalStateException("broken");
      default -> "done:\nall of it";
    };
  }

  @Test
  void anOrderIsCarriedOutAndWhatWasDoneIsTold() {
    assertThat(client().give(List.of("heal"))).isEqualTo("done:\nall of it");
    assertThat(given).containsExactly(new Order.Heal());
  }

  @Test
  void aFailureIsTheSentenceOfTheOneWhoFailed() {
    assertThatExceptionOfType(LauncherFailure.class)
        .isThrownBy(() -> client().give(List.of("kill", "9")))
        .withMessage("there is no 9");
    assertThatExceptionOfType(LauncherFailure.class)
        .isThrownBy(() -> client().give(List.of("start", "1")))
        .withMessageContaining("broken");
    // And the next one is served.
    assertThat(client().give(List.of("heal"))).startsWith("done");
  }

  @Test
  void wrongUsageIsToldWithoutAskingTheDevnet() {
    assertThatExceptionOfType(LauncherFailure.class)
        .isThrownBy(() -> client().give(List.of("partition", "1")));
    assertThat(given).isEmpty();
  }

  @Test
  void onlyTheOwnerMayOpenIt() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aLineWithoutEndIsNotKept() throws IOException {
    try (var caller = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
      ControlText.write(caller, "x".repeat(1_024));
      ControlText.write(caller, "x");

      assertThat(readsEnd(caller)).isTrue();
    }
    assertThat(client().give(List.of("heal"))).startsWith("done");
  }

  @Test
  void aSocketThatAKilledDevnetLeftIsReplaced() {
    server.close();
    server = ControlServer.start(file, _ -> "first");

    // Not closed: as after kill -9.
    try (var again = ControlServer.start(file, _ -> "second")) {
      assertThat(again).isNotNull();
      assertThat(client().give(List.of("heal"))).isEqualTo("second");
    }
  }

  @Test
  void withoutADevnetThereIsOneSentence() {
    server.close();

    assertThat(file).doesNotExist();
    assertThatExceptionOfType(LauncherFailure.class)
        .isThrownBy(() -> client().give(List.of("heal")))
        .withMessageContaining("takes no orders");
  }

  private static boolean readsEnd(SocketChannel caller) {
    try {
      return ControlText.readAll(caller).isEmpty();
    } catch (IOException e) {
      return true;
    }
  }

  private ControlClient client() {
    return new ControlClient(file);
  }
}
