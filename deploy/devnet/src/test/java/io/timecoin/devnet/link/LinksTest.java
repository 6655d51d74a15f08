package io.timecoin.devnet.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.backends.FreePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The wires between two masternodes, with real sockets at both ends. */
@Timeout(60)
final class LinksTest {
  private static final int SILENCE_MILLIS = 300;

  private final FreePorts free = FreePorts.ofThisMachine();
  private final int firstToSecond = free.pick();
  private final int secondToFirst = free.pick();
  private final List<AutoCloseable> open = new ArrayList<>();
  private ServerSocket second;
  private Links links;

  @BeforeEach
  void layWires() throws IOException {
    second = opened(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    int firstsPort = free.pick();
    links =
        opened(
            Links.open(
                2,
                (from, _) -> from == 1 ? firstToSecond : secondToFirst,
                to -> to == 2 ? second.getLocalPort() : firstsPort,
                Duration.ZERO,
                System::nanoTime));
    open.add(() -> List.of(firstToSecond, secondToFirst, firstsPort).forEach(free::release));
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  @Test
  void bytesArriveUnchangedBothWaysAndEachWayEndsByItself() throws IOException {
    Connection connection = connect();
    byte[] much = new byte[3_000_000];
    new Random(1).nextBytes(much);

    Thread sender =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    connection.dialer().getOutputStream().write(much);
                    connection.dialer().shutdownOutput();
                  } catch (IOException e) {
                    throw new AssertionError(e);
                  }
                });

    assertThat(connection.listener().getInputStream().readAllBytes()).isEqualTo(much);
    assertThat(sender).isNotNull();
    connection.send(connection.listener(), "got it");
    connection.listener().close();
    assertThat(new String(connection.dialer().getInputStream().readAllBytes(), UTF_8))
        .isEqualTo("got it");
  }

  @Test
  void aDelayIsKeptEachWay() throws IOException {
    links.delay(Duration.ofMillis(80));
    Connection connection = connect();

    long begin = System.nanoTime();
    connection.passes(connection.dialer(), connection.listener(), "there");
    connection.passes(connection.listener(), connection.dialer(), "back");

    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .isGreaterThanOrEqualTo(Duration.ofMillis(160));
  }

  @Test
  void aPartitionIsSilentAndWhatWasSentMeanwhileArrivesAfterHealing() throws IOException {
    Connection connection = connect();
    connection.passes(connection.dialer(), connection.listener(), "before");

    links.partition(Partition.parse("1/2"));
    connection.send(connection.dialer(), "there");
    connection.send(connection.listener(), "back");

    assertSilent(connection.listener());
    assertSilent(connection.dialer());
    links.heal();
    assertThat(connection.read(connection.listener(), 5)).isEqualTo("there");
    assertThat(connection.read(connection.dialer(), 4)).isEqualTo("back");
  }

  @Test
  void anEndDoesNotCrossAPartitionEither() throws IOException {
    Connection connection = connect();
    connection.passes(connection.dialer(), connection.listener(), "before");
    links.partition(Partition.parse("1/2"));

    connection.listener().setSoLinger(true, 0);
    connection.listener().close();

    assertSilent(connection.dialer());
    links.heal();
    connection.dialer().setSoTimeout(0);
    assertThat(endOf(connection.dialer())).isTrue();
  }

  @Test
  void aConnectionDialledDuringAPartitionIsAnsweredOnlyAfterIt() throws IOException {
    links.up(1, 2, false);
    second.setSoTimeout(SILENCE_MILLIS);
    try (Socket dialer = dial()) {
      dialer.getOutputStream().write("hello".getBytes(UTF_8));
      assertThatThrownBy(second::accept).isInstanceOf(SocketTimeoutException.class);

      links.up(2, 1, true);

      second.setSoTimeout(0);
      try (Socket accepted = second.accept()) {
        assertThat(new String(accepted.getInputStream().readNBytes(5), UTF_8)).isEqualTo("hello");
      }
    }
  }

  @Test
  void whoGaveUpDuringAPartitionIsNotHeardOfAfterIt() throws IOException {
    links.up(1, 2, false);
    try (Socket dialer = dial()) {
      dialer.getOutputStream().write("hello".getBytes(UTF_8));
    }

    links.heal();

    second.setSoTimeout(SILENCE_MILLIS);
    assertThatThrownBy(second::accept).isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void aLongPartitionHoldsTheSenderUpInsteadOfItsBytes() throws Exception {
    Connection connection = connect();
    links.partition(Partition.parse("1/2"));
    byte[] much = new byte[64 << 20];
    new Random(2).nextBytes(much);
    Thread sender =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    connection.dialer().getOutputStream().write(much);
                    connection.dialer().shutdownOutput();
                  } catch (IOException e) {
                    // The test ended.
                  }
                });

    sender.join(SILENCE_MILLIS);
    assertThat(sender.isAlive()).isTrue();
    links.heal();
    assertThat(connection.listener().getInputStream().readAllBytes()).isEqualTo(much);
  }

  @Test
  void nobodyAtTheOtherEndEndsTheConnection() throws IOException {
    second.close();

    try (Socket dialer = dial()) {
      assertThat(endOf(dialer)).isTrue();
    }
  }

  @Test
  void anUnusualLinkIsDescribed() {
    assertThat(links.describe()).isEmpty();

    links.delay(Duration.ofMillis(25));
    links.rate(2, 1, 1_000);
    links.up(1, 2, false);

    assertThat(links.describe()).containsExactly("1-2: down, delay 25ms, 1000 B/s");
    links.heal();
    assertThat(links.describe()).containsExactly("1-2: delay 25ms");
    assertThatExceptionOfType(LauncherFailure.class)
        .isThrownBy(() -> links.up(1, 3, false))
        .withMessageContaining("no link 1-3");
  }

  private static final java.nio.charset.Charset UTF_8 = StandardCharsets.UTF_8;

  private Connection connect() throws IOException {
    Socket dialer = dial();
    return new Connection(dialer, opened(second.accept()));
  }

  private Socket dial() throws IOException {
    return opened(new Socket(InetAddress.getLoopbackAddress(), firstToSecond));
  }

  private <T extends AutoCloseable> T opened(T part) {
    open.add(part);
    return part;
  }

  private static void assertSilent(Socket socket) throws IOException {
    socket.setSoTimeout(SILENCE_MILLIS);
    assertThatThrownBy(() -> socket.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    socket.setSoTimeout(0);
  }

  /** An end or a reset: either tells the reader that nothing more comes. */
  private static boolean endOf(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (IOException e) {
      return !(e instanceof SocketTimeoutException);
    }
  }

  private record Connection(Socket dialer, Socket listener) {
    void passes(Socket from, Socket to, String text) throws IOException {
      send(from, text);
      assertThat(read(to, text.length())).isEqualTo(text);
    }

    void send(Socket from, String text) throws IOException {
      from.getOutputStream().write(text.getBytes(UTF_8));
    }

    String read(Socket from, int length) throws IOException {
      return new String(from.getInputStream().readNBytes(length), UTF_8);
    }
  }
}
