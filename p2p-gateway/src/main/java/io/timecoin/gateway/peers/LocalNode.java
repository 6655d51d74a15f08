package io.timecoin.gateway.peers;

import com.google.protobuf.ByteString;
import io.timecoin.gateway.peers.hello.HelloRules;
import io.timecoin.gateway.peers.identity.NodeKey;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.peer.NodeStatement;
import io.timecoin.protocol.proto.p2p.v1.Hello;
import io.timecoin.protocol.proto.p2p.v1.Ping;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who this node is.
 *
 * @param statement whom it speaks for; asked for anew at every Hello
 * @param chainEnd where the final chain ends here now
 */
public record LocalNode(
    Network network,
    Hash256 genesisHash,
    Committee committee,
    NodeKey key,
    Supplier<Optional<NodeStatement>> statement,
    Supplier<ChainEnd> chainEnd) {

  /** The Hello; an expired statement is left out, since others would refuse it. */
  Hello hello(PeerSettings settings, Instant now) {
    ChainEnd end = chainEnd.get();
    var hello =
        Hello.newBuilder()
            .setProtocolVersion(HelloRules.PROTOCOL_VERSION)
            .setMagic(ByteString.copyFrom(HelloRules.magic(network)))
            .setGenesisHash(ByteString.copyFrom(genesisHash.toByteArray()))
            .setNodeKey(ByteString.copyFrom(key.publicKey().toByteArray()))
            .setLastSequence(end.sequence())
            .setLastDigest(ByteString.copyFrom(end.digest().toByteArray()))
            .setAgent(settings.agent());
    settings
        .advertise()
        .or(settings::listen)
        // A port of the system's choice is nobody's to dial.
        .filter(address -> address.port() > 0)
        .ifPresent(address -> hello.setListenAddress(address.toString()));
    statement
        .get()
        .filter(one -> !one.isExpired(now))
        .ifPresent(one -> hello.setStatement(one.toProto()));
    return hello.build();
  }

  /** Where the chain ends, where this node speaks for a member (PROTOCOL §6.8). */
  Ping ping() {
    if (statement.get().isEmpty()) {
      return Ping.getDefaultInstance();
    }
    ChainEnd end = chainEnd.get();
    return Ping.newBuilder()
        .setLastSequence(end.sequence())
        .setLastDigest(ByteString.copyFrom(end.digest().toByteArray()))
        .build();
  }
}
