package io.timecoin.devnet.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks a service whether it is ready, and if not, why. */
public final class HealthProbe {
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();

  /**
   * What a service says of itself.
   *
   * @param reasons why it is not ready; empty when it is
   */
  public record Readiness(boolean ready, List<String> reasons) {}

  private HealthProbe() {}

  /** Never fails: a service that does not answer is not ready for that reason. */
  public static Readiness ask(int port) {
    try {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
              .timeout(LIMIT)
              .build();
      var answer = CLIENT.send(request, BodyHandlers.ofByteArray());
      if (answer.statusCode() == 200) {
        return new Readiness(true, List.of());
      }
      return new Readiness(false, reasons(JSON.readTree(answer.body())));
    } catch (IOException e) {
      return new Readiness(false, List.of("does not answer on port " + port));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Readiness(false, List.of("interrupted"));
    }
  }

  private static List<String> reasons(JsonNode health) {
    var reasons = new ArrayList<String>();
    for (JsonNode check : health.path("checks")) {
      if (!"UP".equals(check.path("status").asText())) {
        JsonNode data = check.path("data");
        reasons.add(check.path("name").asText() + (data.isEmpty() ? "" : ": " + data));
      }
    }
    return reasons.isEmpty() ? List.of("not ready") : reasons;
  }
}
