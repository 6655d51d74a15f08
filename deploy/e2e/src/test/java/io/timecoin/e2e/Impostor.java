package io.timecoin.e2e;

import io.timecoin.gateway.peers.HostAndPort;
import io.timecoin.gateway.peers.identity.NodeKey;
import io.timecoin.gateway.testing.RawPeer;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.peer.NodeStatement;
import io.timecoin.protocol.proto.p2p.v1.Hello;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who connects to gateways as a peer, each time by a new node key that it states itself.
 *
 * @param consensusKey the member that it speaks for; a stranger speaks for none
 */
record Impostor(Hash256 genesisHash, Optional<KeyPair> consensusKey) {
  private static final Duration STATED = Duration.ofDays(1);

  /** A connection on which a good Hello has been said. */
  record Connection(RawPeer peer, PublicKey nodeKey) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      peer.close();
    }
  }

  Connection connect(Node to) throws IOException {
    var key = new NodeKey(KeyPair.generate(new SecureRandom()));
    return new Connection(RawPeer.connect(address(to), key).send(hello(key)), key.publicKey());
  }

  /** As above, with a socket that takes little before somebody reads it. */
  Connection connectNarrow(Node to) throws IOException {
    var key = new NodeKey(KeyPair.generate(new SecureRandom()));
    return new Connection(
        RawPeer.connectNarrow(address(to), key, 4_096).send(hello(key)), key.publicKey());
  }

  private static HostAndPort address(Node to) {
    return new HostAndPort("127.0.0.1", to.masternode().peersPort());
  }

  private Hello.Builder hello(NodeKey key) {
    Hello.Builder hello = RawPeer.hello(Network.DEVNET, genesisHash, key);
    consensusKey.ifPresent(
        member ->
            hello.setStatement(
                NodeStatement.sign(genesisHash, key.publicKey(), member, Instant.now().plus(STATED))
                    .toProto()));
    return hello;
  }
}
