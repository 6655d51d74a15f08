package io.timecoin.devnet.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SubmissionTest {
  private static final String TAKEN = "{\"id\":\"00\",\"txid\":\"11\",\"status\":\"acknowledged\"}";
  private static final String REJECTED =
      "{\"id\":\"22\",\"status\":\"rejected\",\"code\":\"TX_MALFORMED\"}";

  @Test
  void anAnswerThatTookAllRejectsNothing() throws IOException {
    assertThat(rejected(TAKEN, TAKEN)).isEmpty();
  }

  @Test
  void whatWasRejectedIsToldByItsPlace() throws IOException {
    assertThat(rejected(TAKEN, REJECTED, TAKEN, REJECTED)).containsExactly(1, 3);
  }

  private static List<Integer> rejected(String... items) throws IOException {
    String body = "{\"transactions\":[" + String.join(",", items) + "]}";
    return Submission.rejected(body.getBytes(StandardCharsets.UTF_8));
  }
}
