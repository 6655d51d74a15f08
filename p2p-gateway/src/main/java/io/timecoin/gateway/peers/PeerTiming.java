package io.timecoin.gateway.peers;

import java.time.Duration;

/**
 * How long things may take between peers (PROTOCOL §9).
 *
 * @param ping a peer is pinged so often
 * @param dead nothing heard for so long: it is gone
 * @param hello from the connection's begin to the end of both Hellos
 * @param stall nothing of what waits could be sent for so long
 * @param frame a frame that was begun must have come within this
 * @param linger a Goodbye has so long to arrive
 * @param redial the first pause after a failed dial; doubled each time
 * @param redialMost the longest pause for a configured peer
 */
public record PeerTiming(
    Duration ping,
    Duration dead,
    Duration hello,
    Duration stall,
    Duration frame,
    Duration linger,
    Duration redial,
    Duration redialMost) {
  public static final PeerTiming DEFAULT =
      new PeerTiming(
          Duration.ofSeconds(30),
          Duration.ofSeconds(90),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofSeconds(1),
          Duration.ofMillis(500),
          Duration.ofSeconds(5));
}
