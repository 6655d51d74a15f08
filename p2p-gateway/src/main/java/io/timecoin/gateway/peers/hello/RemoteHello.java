package io.timecoin.gateway.peers.hello;

import io.timecoin.gateway.peers.ChainEnd;
import java.util.List;
import java.util.Optional;

/**
 * What the other end says of itself, beyond who it is.
 *
 * @param listen where it says it takes connections
 * @param agent printable ASCII
 */
public record RemoteHello(
    Optional<String> listen, ChainEnd chainEnd, List<String> capabilities, String agent) {}
