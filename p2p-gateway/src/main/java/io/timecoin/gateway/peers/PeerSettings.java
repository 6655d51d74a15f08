package io.timecoin.gateway.peers;

import java.util.List;
import java.util.Optional;

/**
 * What this node does among peers.
 *
 * @param listen where it takes connections
 * @param advertise what it tells others of that
 * @param connect kept connected
 * @param discover whether it learns and dials others by exchange
 * @param privateAddresses whether addresses of private networks are taken and told: on a devnet
 * @param agent name and version of the software
 */
public record PeerSettings(
    Optional<HostAndPort> listen,
    Optional<HostAndPort> advertise,
    List<HostAndPort> connect,
    boolean discover,
    boolean privateAddresses,
    String agent,
    PeerTiming timing,
    PeerLimits limits) {}
