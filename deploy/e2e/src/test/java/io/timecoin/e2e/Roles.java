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
import java.util.List;

/** Who of a service's instances is the active one, as each says itself. */
final class Roles {
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** The first that says so; there must be one. */
  ServiceProcess active(List<ServiceProcess> instances) {
    return instances.stream().filter(this::isActive).findFirst().orElseThrow();
  }

  /** One that is stopped or dead says nothing, and so is not. */
  boolean isActive(ServiceProcess instance) {
    String capability =
        switch (instance.kind()) {
          case MEMPOOL -> "admission";
          case CONSENSUS -> "vote";
          case LEDGER -> "write";
          case GATEWAY, VERIFIER -> throw new IllegalArgumentException("all are active");
        };
    try {
      var request =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + instance.port() + "/status/capabilities"))
              .timeout(ANSWER_LIMIT)
              .build();
      for (JsonNode each :
          JSON.readTree(http.send(request, BodyHandlers.ofByteArray()).body())
              .path("capabilities")) {
        if (each.path("name").asText().equals(capability)) {
          return each.path("works").asBoolean();
        }
      }
      return false;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
