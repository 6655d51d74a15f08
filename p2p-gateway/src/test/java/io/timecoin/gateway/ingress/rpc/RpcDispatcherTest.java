package io.timecoin.gateway.ingress.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry; // keep
import io.timecoin.gateway.ingress.http.RequestMetrics;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.gateway.lookup.ReadException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RpcDispatcherTest {
  private static final int MAX_BATCH = 3;

  private final RpcDispatcher dispatcher =
      new RpcDispatcher(
          Arrays.stream(RpcMethodName.values()).map(RpcDispatcherTest::method).toList(),
          new RequestMetrics(new SimpleMeterRegistry()),
          MAX_BATCH);

  /** Answers with its parameters; uptime fails as a bug would. */
  private static RpcMethod method(RpcMethodName name) {
    return new RpcMethod() {
      @Override
      public RpcMethodName name() {
        return name;
      }

      @Override
      public CompletableFuture<JsonNode> call(RpcParams params) {
        return switch (name) {
          case UPTIME -> throw new IllegalStateException("a bug with secrets");
          case GETBLOCKCOUNT ->
              CompletableFuture.failedFuture(ReadException.unavailable("ledger is away"));
          case GETBLOCKHASH ->
              CompletableFuture.completedFuture(
                  Json.NODES.numberNode(params.integer("height", 0, 10)));
          default -> CompletableFuture.completedFuture(Json.NODES.textNode(name.text()));
        };
      }
    };
  }

  @Test
  void answersWithTheIdAsItCame() {
    assertThat(answer("{'jsonrpc':'2.0','id':7,'method':'help'}"))
        .isEqualTo("{'jsonrpc':'2.0','result':'help','id':7}");
    assertThat(answer("{'jsonrpc':'2.0','id':'x','method':'help'}"))
        .isEqualTo("{'jsonrpc':'2.0','result':'help','id':'x'}");
    assertThat(answer("{'jsonrpc':'2.0','id':null,'method':'help'}"))
        .isEqualTo("{'jsonrpc':'2.0','result':'help','id':null}");
  }

  @Test
  void parametersComeInOrderOrByName() {
    assertThat(answer("{'jsonrpc':'2.0','id':1,'method':'getblockhash','params':[4]}"))
        .contains("'result':4");
    assertThat(answer("{'jsonrpc':'2.0','id':1,'method':'getblockhash','params':{'height':4}}"))
        .contains("'result':4");
  }

  @Test
  void wrongParametersAreNamedErrors() {
    assertThat(code("getblockhash", "[]")).isEqualTo(-32602);
    assertThat(code("getblockhash", "[1,2]")).isEqualTo(-32602);
    assertThat(code("getblockhash", "{'hight':1}")).isEqualTo(-32602);
    assertThat(code("getblockhash", "['1']")).isEqualTo(-3);
    assertThat(code("getblockhash", "[1.5]")).isEqualTo(-3);
    assertThat(code("getblockhash", "[11]")).isEqualTo(-8);
    assertThat(code("getblockhash", "[99999999999999999999]")).isEqualTo(-8);
    assertThat(code("getblockhash", "7")).isEqualTo(-32600);
  }

  @Test
  void unknownMethodsDownServicesAndBugsAreErrors() {
    assertThat(code("getwork", "[]")).isEqualTo(-32601);
    assertThat(code("getblockcount", "[]")).isEqualTo(-28);
    assertThat(code("uptime", "[]")).isEqualTo(-32603);
    assertThat(answer("{'jsonrpc':'2.0','id':1,'method':'uptime'}")).doesNotContain("secrets");
  }

  @Test
  void whatIsNoRequestIsRefused() {
    assertThat(answer("5")).contains("-32600").contains("'id':null");
    assertThat(answer("[]")).contains("-32600");
    assertThat(answer("{'id':1,'method':'help'}")).contains("-32600").contains("'id':1");
    assertThat(answer("{'jsonrpc':'2.0','id':1}")).contains("-32600");
    assertThat(answer("{'jsonrpc':'2.0','id':[1],'method':'help'}")).contains("-32600");
    assertThat(answer("[1,2,3,4]")).contains("-32600").contains("at most 3");
  }

  @Test
  void aBatchAnswersItsCallsAndNotItsNotifications() {
    assertThat(
            answer(
                "[{'jsonrpc':'2.0','id':1,'method':'help'},{'jsonrpc':'2.0','method':'help'},5]"))
        .startsWith("[{'jsonrpc':'2.0','result':'help','id':1},{")
        .contains("-32600");
    assertThat(dispatcher.answer(parse("[{'jsonrpc':'2.0','method':'help'}]")).join()).isEmpty();
    assertThat(dispatcher.answer(parse("{'jsonrpc':'2.0','method':'help'}")).join()).isEmpty();
  }

  private int code(String method, String params) {
    return parse(
            answer("{'jsonrpc':'2.0','id':1,'method':'%s','params':%s}".formatted(method, params)))
        .path("error")
        .path("code")
        .asInt();
  }

  private String answer(String request) {
    JsonNode answer = dispatcher.answer(parse(request)).join().orElseThrow();
    return new String(Json.bytes(answer), StandardCharsets.UTF_8).replace('"', '\'');
  }

  private static JsonNode parse(String json) {
    try {
      return Json.MAPPER.readTree(json.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
