package io.timecoin.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpServer;
import io.timecoin.protocol.proto.internal.v1.ChainHead;
import io.timecoin.protocol.proto.internal.v1.QueryError;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reading from one of several instances. */
final class InternalReadsTest {
  private static final Duration DEADLINE = Duration.ofSeconds(1);

  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  @Test
  void aStandbysNoIsNotTheAnswer() throws Exception {
    var standby = new Instance(503, unavailable());
    var active = new Instance(200, head(7));
    InternalReads reads = reads(standby.base(), active.base());

    assertThat(reads.get("/head", ChainHead.parser()).getSequence()).isEqualTo(7);
    assertThat(reads.bytes("/head")).isEqualTo(head(7));
    try (InputStream stream = reads.stream("/head")) {
      assertThat(stream.readAllBytes()).isEqualTo(head(7));
    }
    assertThat(reads.getAsync("/head", ChainHead.parser()).join().getSequence()).isEqualTo(7);
    // Asked once; whoever answers is asked first from then on.
    assertThat(standby.asked).hasValue(1);
  }

  @Test
  void aQuestionWithABodyIsAskedOfWhoeverIsActive() throws Exception {
    var standby = new Instance(503, unavailable());
    var active = new Instance(200, head(7));
    ChainHead question = ChainHead.newBuilder().setSequence(3).build();

    assertThat(
            reads(standby.base(), active.base())
                .askAsync("/trial", question, ChainHead.parser())
                .join()
                .getSequence())
        .isEqualTo(7);
    assertThat(active.lastBody).hasValue(ByteString.copyFrom(question.toByteArray()));
    assertThat(standby.lastBody).hasValue(ByteString.copyFrom(question.toByteArray()));
  }

  @Test
  void anInstanceThatIsGoneOrSilentIsPassedOver() throws Exception {
    var active = new Instance(200, head(8));

    assertThat(reads(gone(), active.base()).get("/head", ChainHead.parser()).getSequence())
        .isEqualTo(8);
    assertThat(
            reads(silent(), active.base())
                .getAsync("/head", ChainHead.parser())
                .join()
                .getSequence())
        .isEqualTo(8);
  }

  @Test
  void anAnswerThatIsAnErrorIsAnAnswer() throws Exception {
    var first = new Instance(404, error(QueryErrorCode.NOT_FOUND, "no such thing"));
    var second = new Instance(200, head(9));

    assertThatThrownBy(() -> reads(first.base(), second.base()).get("/x", ChainHead.parser()))
        .isInstanceOfSatisfying(
            QueryException.class,
            failure -> assertThat(failure.code()).isEqualTo(QueryErrorCode.NOT_FOUND));
    assertThat(second.asked).hasValue(0);
  }

  @Test
  void whenNobodyAnswersItIsUnavailableWithinTheDeadline() throws Exception {
    var standby = new Instance(503, unavailable());
    InternalReads reads = reads(gone(), standby.base(), silent());
    long begin = System.nanoTime();

    assertThatThrownBy(() -> reads.get("/x", ChainHead.parser()))
        .isInstanceOfSatisfying(QueryException.class, InternalReadsTest::assertUnavailable);
    assertThatThrownBy(() -> reads.getAsync("/x", ChainHead.parser()).join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(QueryException.class, InternalReadsTest::assertUnavailable);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(DEADLINE.multipliedBy(4));
  }

  private static void assertUnavailable(QueryException failure) {
    assertThat(failure.code()).isEqualTo(QueryErrorCode.UNAVAILABLE);
  }

  private InternalReads reads(URI... bases) {
    var reads = new InternalReads(List.of(bases), DEADLINE);
    open.add(reads);
    return reads;
  }

  private static URI gone() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return base(socket.getLocalPort());
    }
  }

  /** Takes connections and says nothing. */
  private URI silent() throws IOException {
    var socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    open.add(socket);
    return base(socket.getLocalPort());
  }

  private static URI base(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  private static byte[] head(long sequence) {
    return ChainHead.newBuilder().setSequence(sequence).build().toByteArray();
  }

  private static byte[] unavailable() {
    return error(QueryErrorCode.UNAVAILABLE, "standing by");
  }

  private static byte[] error(QueryErrorCode code, String detail) {
    return QueryError.newBuilder().setCode(code.name()).setDetail(detail).build().toByteArray();
  }

  /** Gives everybody the same answer. */
  private final class Instance {
    final AtomicInteger asked = new AtomicInteger();
    final AtomicReference<ByteString> lastBody = new AtomicReference<>(ByteString.EMPTY);
    private final HttpServer server;

    Instance(int status, byte[] body) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            asked.incrementAndGet();
            lastBody.set(ByteString.readFrom(exchange.getRequestBody()));
            exchange.sendResponseHeaders(status, body.length);
            try (var answer = exchange.getResponseBody()) {
              answer.write(body);
            }
          });
      server.start();
      open.add(() -> server.stop(0));
    }

    URI base() {
      return InternalReadsTest.base(server.getAddress().getPort());
    }
  }
}
