package io.timecoin.devnet.load;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.api.GatewayClient;
import java.util.ArrayList;
import java.util.List;

/**
 * One masternode's gateway during a run: what is handed in here is followed here. Safe for use by
 * several threads.
 */
final class Door {
  private final GatewayClient gateway;
  private final Tracker tracker;
  private final List<Shipment> handedIn = new ArrayList<>();

  Door(GatewayClient gateway) {
    this.gateway = gateway;
    this.tracker = new Tracker(gateway);
  }

  Tracker tracker() {
    return tracker;
  }

  /** Notes that a shipment goes this way, once, however often it is offered. */
  synchronized void use(List<Shipment> batch) {
    handedIn.addAll(batch);
  }

  synchronized List<Shipment> handedIn() {
    return List.copyOf(handedIn);
  }

  /** False when the gateway is not there or says to come again. */
  boolean offer(List<Shipment> batch, long sent) {
    try {
      GatewayClient.Answer answer = gateway.submit(batch.stream().map(Shipment::bytes).toList());
      if (answer.status() != 202) {
        return false;
      }
      JsonNode items = answer.body().path("transactions");
      for (int i = 0; i < batch.size(); i++) {
        take(batch.get(i), items.path(i), sent);
      }
      return true;
    } catch (LauncherFailure e) {
      return false;
    }
  }

  private void take(Shipment shipment, JsonNode item, long sent) {
    switch (item.path("status").asText()) {
      case "acknowledged" -> tracker.sent(shipment, sent);
      case "rejected" ->
          tracker.ended(
              shipment, new Outcome("rejected", item.path("code").asText(), "", millisSince(sent)));
      default -> tracker.ended(shipment, Outcome.refused(millisSince(sent)));
    }
  }

  /** Nobody took these, however often they were offered. */
  void refused(List<Shipment> batch, long sent) {
    batch.forEach(shipment -> tracker.ended(shipment, Outcome.refused(millisSince(sent))));
  }

  private static double millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e6;
  }
}
