package io.timecoin.devnet.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.devnet.api.GatewayClient;
import io.timecoin.protocol.crypto.Hash256;
import java.util.List;

/** Whether a gateway has refused what it took and what no rule allows. */
final class InvalidEnds {
  private static final int PER_QUESTION = 1_000;

  private InvalidEnds() {}

  /** How many of these are not rejected. */
  static int missing(GatewayClient gateway, List<Hash256> wtxids) {
    int missing = 0;
    for (int from = 0; from < wtxids.size(); from += PER_QUESTION) {
      List<Hash256> asked = wtxids.subList(from, Math.min(wtxids.size(), from + PER_QUESTION));
      for (JsonNode answer : gateway.statuses(asked.stream().map(Hash256::toString).toList())) {
        missing += answer.path("state").asText().equals("rejected") ? 0 : 1;
      }
    }
    return missing;
  }
}
