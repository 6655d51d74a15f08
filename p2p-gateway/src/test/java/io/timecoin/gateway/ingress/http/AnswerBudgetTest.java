package io.timecoin.gateway.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.timecoin.gateway.limits.ByteBudget;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers and requests as far as the budget looks at them. */
final class AnswerBudgetTest {
  private static final int CAPACITY = 100_000;
  private static final int LARGE = 60_000;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AnswerBudget budget = new AnswerBudget(new ByteBudget(CAPACITY), registry);
  private final List<Handler<AsyncResult<Void>>> ends = new ArrayList<>();

  /** An answer on its way out. */
  private final class Answer {
    private final MultivaluedMap<String, Object> headers = new MultivaluedHashMap<>();
    private Object entity;
    private int status = 200;

    Answer(Object entity) {
      this.entity = entity;
      budget.filter(
          stub(
              ContainerResponseContext.class,
              (_, method, arguments) ->
                  switch (method.getName()) {
                    case "getEntity" -> this.entity;
                    case "getHeaders" -> headers;
                    case "setStatus" -> {
                      status = (int) arguments[0];
                      yield null;
                    }
                    case "setEntity" -> {
                      this.entity = arguments[0];
                      yield null;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                  }),
          stub(
              RoutingContext.class,
              (_, method, arguments) -> {
                assertThat(method.getName()).isEqualTo("addEndHandler");
                @SuppressWarnings("unchecked")
                var end = (Handler<AsyncResult<Void>>) arguments[0];
                ends.add(end);
                return ends.size();
              }));
    }
  }

  @Test
  void beyondTheBoundAnAnswerIsToComeAgain() {
    assertThat(new Answer(new byte[LARGE]).status).isEqualTo(200);

    Answer second = new Answer(new byte[LARGE]);

    assertThat(second.status).isEqualTo(503);
    assertThat(second.headers.getFirst("Retry-After")).isEqualTo(1L);
    assertThat(second.entity).isEqualTo(ApiError.json("BUSY", "too many answers are under way"));
    assertThat(registry.get("timecoin_gateway_refused_answers").counter().count()).isOne();
    assertThat(registry.get("timecoin_gateway_answer_bytes").gauge().value()).isEqualTo(LARGE);
  }

  @Test
  void whatIsSentOrGivenUpMakesRoom() {
    Answer unused = new Answer(new byte[LARGE]);

    ends.forEach(end -> end.handle(Future.failedFuture("the client is gone")));

    assertThat(new Answer(new byte[LARGE]).status).isEqualTo(200);
  }

  @Test
  void smallOnesPass() {
    Answer unused = new Answer(new byte[CAPACITY]);

    assertThat(new Answer(new byte[AnswerBudget.SMALL]).status).isEqualTo(200);
    assertThat(new Answer("text").status).isEqualTo(200);
    assertThat(new Answer(null).status).isEqualTo(200);
  }

  private static <T> T stub(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
  }
}
