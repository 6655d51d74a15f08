package io.timecoin.gateway.peers.connection;

import io.timecoin.gateway.peers.PeerLimits;
import io.timecoin.gateway.peers.PeerMeter;
import io.timecoin.gateway.peers.PeerTiming;
import io.timecoin.gateway.peers.limits.InboundRoom;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * What all connections of a node are given.
 *
 * @param reception says who becomes a peer
 * @param threads that run every connection's tasks
 */
public record Surroundings(
    ConnectionHost host,
    GreetingHost<PeerConnection> reception,
    PeerTiming timing,
    PeerLimits limits,
    PeerMeter meter,
    LongSupplier nanoTime,
    InboundRoom room,
    Executor threads) {}
