package io.timecoin.gateway.peers;

import java.time.Instant;
import java.util.Optional;

/**
 * What a person is shown of a peer.
 *
 * @param listen where it says it takes connections
 * @param greeted where its chain ended when it connected
 * @param pingMicros round trip; negative before the first
 * @param waitingBytes of messages not yet sent
 * @param dropped messages that found their lane full
 * @param score points towards a ban, of {@code Scores.BAN}
 */
public record PeerInfo(
    Peer peer,
    Optional<String> listen,
    String agent,
    Instant since,
    ChainEnd greeted,
    long bytesSent,
    long bytesReceived,
    long pingMicros,
    long waitingBytes,
    long dropped,
    int score) {}
