package io.timecoin.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.timecoin.devnet.suite.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** {@code /status/capabilities} of a service; one that is stopped or dead says nothing. */
final class CapabilitiesPage {
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final JsonNode page;

  private CapabilitiesPage(JsonNode page) {
    this.page = page;
  }

  static CapabilitiesPage of(ServiceProcess service) {
    var request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + service.port() + "/status/capabilities"))
            .timeout(ANSWER_LIMIT)
            .build();
    try {
      return new CapabilitiesPage(
          JSON.readTree(HTTP.send(request, BodyHandlers.ofByteArray()).body()));
    } catch (IOException e) {
      return new CapabilitiesPage(JSON.createObjectNode());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new CapabilitiesPage(JSON.createObjectNode());
    }
  }

  /** Whether a capability works; false when the service does not say so. */
  boolean works(String capability) {
    for (JsonNode each : page.path("capabilities")) {
      if (each.path("name").asText().equals(capability)) {
        return each.path("works").asBoolean();
      }
    }
    return false;
  }

  /** What a start waits for, a sentence each. */
  List<String> waits() {
    return texts("waits");
  }

  /** Why the service is not ready. */
  List<String> reasons() {
    return texts("reasons");
  }

  /** Some capability does not work, and says why. */
  boolean saysWhatDoesNotWork() {
    for (JsonNode each : page.path("capabilities")) {
      if (!each.path("works").asBoolean() && !each.path("reason").asText().isBlank()) {
        return true;
      }
    }
    return false;
  }

  private List<String> texts(String field) {
    var texts = new ArrayList<String>();
    page.path(field).forEach(text -> texts.add(text.asText()));
    return texts;
  }

  @Override
  public String toString() {
    return page.toString();
  }
}
