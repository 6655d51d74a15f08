package io.timecoin.devnet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.devnet.fuzz.FuzzRequest.Due;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class RawHttpTest {
  private static final byte[] REQUEST = HttpBytes.get("/");

  @Test
  void aStatusIsRead() throws IOException {
    assertThat(answer("HTTP/1.1 413 Too Large\r\n\r\nbody", Due.ANSWER))
        .isEqualTo(new RawHttp.Answer.Status(413));
    assertThat(answer("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 400 Bad\r\n\r\n", Due.ANSWER))
        .isEqualTo(new RawHttp.Answer.Status(400));
  }

  @Test
  void whatIsNoAnswerIsAnEnd() throws IOException {
    assertThat(answer("", Due.ANSWER)).isInstanceOf(RawHttp.Answer.Ended.class);
    assertThat(answer("nonsense\r\n", Due.ANSWER)).isInstanceOf(RawHttp.Answer.Ended.class);
    assertThat(answer("HTTP/1.1 abc\r\n", Due.ANSWER)).isInstanceOf(RawHttp.Answer.Ended.class);
  }

  @Test
  void nobodyIsWaitedForWhereNothingIsDue() throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(
              new RawHttp(server.getLocalPort())
                  .send(new FuzzRequest("half", new byte[] {'G'}, Due.ANSWER_OR_END)))
          .isInstanceOf(RawHttp.Answer.Silence.class);
    }
  }

  @Test
  void aClosedPortIsAnEnd() throws IOException {
    int port;
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
    }
    assertThat(new RawHttp(port).send(new FuzzRequest("any", REQUEST, Due.ANSWER)))
        .isInstanceOf(RawHttp.Answer.Ended.class);
  }

  private static RawHttp.Answer answer(String said, Due due) throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (var accepted = server.accept()) {
                  byte[] unused = accepted.getInputStream().readNBytes(REQUEST.length);
                  accepted.getOutputStream().write(said.getBytes(StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      return new RawHttp(server.getLocalPort()).send(new FuzzRequest("any", REQUEST, due));
    }
  }
}
