package io.timecoin.devnet.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.api.GatewayClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks what became of everything that was acknowledged, oldest first, many at a time. Its clock has
 * the grain of its polling, so the times it tells are upper bounds. Safe for use by several
 * threads.
 */
final class Tracker {
  private static final int PER_REQUEST = 512;

  private final GatewayClient gateway;

  /** A shipment under way. */
  private record Sent(Shipment shipment, long nanos) {}

  private final Map<String, Sent> open = new LinkedHashMap<>();
  private final Map<String, Outcome> outcomes = new HashMap<>();

  Tracker(GatewayClient gateway) {
    this.gateway = gateway;
  }

  synchronized void sent(Shipment shipment, long nanos) {
    if (!outcomes.containsKey(shipment.id())) {
      open.put(shipment.id(), new Sent(shipment, nanos));
    }
  }

  /** The gateway's own answer was the end. */
  synchronized void ended(Shipment shipment, Outcome outcome) {
    open.remove(shipment.id());
    outcomes.put(shipment.id(), outcome);
  }

  synchronized int open() {
    return open.size();
  }

  synchronized int finals() {
    return (int) outcomes.values().stream().filter(Outcome::isFinal).count();
  }

  synchronized Map<String, Outcome> outcomes() {
    return Map.copyOf(outcomes);
  }

  /** Asks once for everything open; a gateway that does not answer is asked again next time. */
  void poll() {
    List<String> ids = openIds();
    for (int from = 0; from < ids.size(); from += PER_REQUEST) {
      try {
        JsonNode statuses =
            gateway.statuses(ids.subList(from, Math.min(ids.size(), from + PER_REQUEST)));
        long now = System.nanoTime();
        statuses.forEach(status -> take(status, now));
      } catch (LauncherFailure e) {
        return;
      }
    }
  }

  private synchronized List<String> openIds() {
    return new ArrayList<>(open.keySet());
  }

  private synchronized void take(JsonNode status, long now) {
    String id = status.path("id").asText();
    Sent sent = open.get(id);
    if (sent == null) {
      return;
    }
    String state = status.path("state").asText();
    double millis = (now - sent.nanos()) / 1e6;
    Outcome outcome =
        switch (state) {
          case "final", "confirmed" -> new Outcome("final", "", "", millis);
          case "rejected" ->
              new Outcome(
                  state,
                  status.path("code").asText(),
                  status.path("winner").path("txid").asText(""),
                  millis);
          case "aborted" ->
              new Outcome(state, "", status.path("winner").path("txid").asText(""), millis);
          case "evicted", "expired" -> new Outcome(state, "", "", millis);
          case "waiting" ->
              sent.shipment().expected() instanceof Shipment.Waiting
                  ? new Outcome(state, status.path("code").asText(), "", millis)
                  : null;
          default -> null;
        };
    if (outcome != null) {
      open.remove(id);
      outcomes.put(id, outcome);
    }
  }
}
