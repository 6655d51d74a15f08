package io.timecoin.gateway.peers;

import io.timecoin.protocol.crypto.PublicKey;
import java.util.Optional;

/**
 * One connection to another gateway after both Hellos were good.
 *
 * @param id unique among this gateway's connections, of now and before
 * @param nodeKey of the TLS certificate
 * @param member the consensus key it speaks for by a statement that holds
 * @param address host:port of the other end
 * @param outbound whether this gateway has connected
 */
public record Peer(
    long id, PublicKey nodeKey, Optional<PublicKey> member, String address, boolean outbound) {}
