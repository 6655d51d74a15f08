package io.timecoin.devnet.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.devnet.fuzz.FuzzRequest.Due;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FuzzRequestsTest {
  private static final List<String> METHODS =
      List.of("getblock", "sendrawtransaction", "waittransactionfinality");

  @Test
  void oneSeedMakesTheSameRequests() {
    assertThat(requests(7, 300)).isEqualTo(requests(7, 300));
    assertThat(requests(7, 300)).isNotEqualTo(requests(8, 300));
  }

  @Test
  void everyMethodAndEveryKindIsAmongThem() {
    assertThat(requests(1, 2_000))
        .anyMatch(text -> text.startsWith("rpc getblock"))
        .anyMatch(text -> text.startsWith("rpc sendrawtransaction"))
        .anyMatch(text -> text.startsWith("rpc batch"))
        .anyMatch(text -> text.startsWith("rpc deep JSON"))
        .anyMatch(text -> text.startsWith("path "))
        .anyMatch(text -> text.startsWith("query "))
        .anyMatch(text -> text.startsWith("body of "))
        .anyMatch(text -> text.startsWith("cut to "))
        .anyMatch(text -> text.startsWith("bad UTF-8"));
  }

  @Test
  void whatOwesAnAnswerIsACompleteRequest() {
    var rest = new RestRequests(new Random(3));
    for (int i = 0; i < 2_000; i++) {
      FuzzRequest request = rest.next();
      String text = new String(request.bytes(), StandardCharsets.ISO_8859_1);
      int end = text.indexOf("\r\n\r\n");
      if (request.due() == Due.ANSWER) {
        assertThat(end).as(request.what()).isPositive();
        int length = text.indexOf("Content-Length: ");
        if (length >= 0 && length < end) {
          int said = Integer.parseInt(text.substring(length + 16, text.indexOf("\r\n", length)));
          assertThat(request.bytes().length - end - 4).as(request.what()).isEqualTo(said);
        }
      }
    }
  }

  @Test
  void noRequestMakesTheClientWaitForLong() {
    var rpc = new RpcRequests(METHODS, new Random(4));
    for (int i = 0; i < 500; i++) {
      String call = rpc.call("waittransactionfinality");
      assertThat(call).doesNotContain(",60]", ",30]");
    }
  }

  private static List<String> requests(long seed, int count) {
    var random = new Random(seed);
    var rpc = new RpcRequests(METHODS, random);
    var rest = new RestRequests(random);
    var all = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      FuzzRequest request = random.nextBoolean() ? rpc.next() : rest.next();
      all.add(request.what() + " " + java.util.Arrays.hashCode(request.bytes()));
    }
    return all;
  }
}
