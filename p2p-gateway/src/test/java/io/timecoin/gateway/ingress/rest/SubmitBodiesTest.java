package io.timecoin.gateway.ingress.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.timecoin.gateway.ingress.http.ApiException;
import io.timecoin.protocol.codec.CanonicalWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubmitBodiesTest {
  @Test
  void readsTransactionsInOrder() {
    assertThat(SubmitBodies.json(utf8("{\"transactions\":[\"00ff\",\"\"]}")))
        .containsExactly(new byte[] {0, -1}, new byte[0]);
  }

  @Test
  void everythingElseIsABadRequest() {
    for (String body :
        List.of(
            "",
            "x",
            "[]",
            "{}",
            "{\"transactions\":[]}",
            "{\"transactions\":\"00\"}",
            "{\"transactions\":[1]}",
            "{\"transactions\":[\"0\"]}",
            "{\"transactions\":[\"zz\"]}",
            "{\"transactions\":[\"00\"],\"more\":1}",
            "{\"transactions\":[\"00\"],\"transactions\":[\"00\"]}",
            "{\"transactions\":[\"00\"]} 1",
            "{\"transactions\":[\"00\"")) {
      refused(() -> SubmitBodies.json(utf8(body)));
    }
  }

  @Test
  void theNumberIsBounded() {
    assertThat(SubmitBodies.json(ofCount(1_024))).hasSize(1_024);
    refused(() -> SubmitBodies.json(ofCount(1_025)));
  }

  @Test
  void octetsAreACanonicalSequence() {
    var writer = new CanonicalWriter().u64(2).bytes(new byte[] {1}).bytes(new byte[] {2, 3});
    assertThat(SubmitBodies.octets(writer.toByteArray()))
        .containsExactly(new byte[] {1}, new byte[] {2, 3});

    refused(() -> SubmitBodies.octets(new byte[0]));
    refused(() -> SubmitBodies.octets(new CanonicalWriter().u64(0).toByteArray()));
    refused(() -> SubmitBodies.octets(new CanonicalWriter().u64(1L << 60).toByteArray()));
    refused(() -> SubmitBodies.octets(writer.u8(0).toByteArray()));
  }

  private static byte[] ofCount(int count) {
    return utf8(
        "{\"transactions\":[%s]}"
            .formatted(String.join(",", Collections.nCopies(count, "\"00\""))));
  }

  private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.status()).isEqualTo(400));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
