package io.timecoin.gateway.ingress.rpc.method;

import io.timecoin.gateway.config.PeersConfig;
import io.timecoin.gateway.ingress.rpc.RpcError;
import io.timecoin.gateway.ingress.rpc.RpcException;
import io.timecoin.gateway.lifecycle.Peers;
import io.timecoin.gateway.peers.HostAndPort;
import io.timecoin.gateway.peers.PeerNode;
import io.timecoin.gateway.peers.Steering;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The peers for methods that change something about them. RPC knows no users: what wallets of
 * strangers reach must not let them cut this node off.
 */
@Singleton
public final class PeerSteering {
  private final Supplier<Optional<PeerNode>> node;
  private final boolean isAllowed;

  @Inject
  public PeerSteering(
      Peers peers,
      PeersConfig config,
      @ConfigProperty(name = "quarkus.http.host", defaultValue = "0.0.0.0") String servedAt) {
    this(peers::node, config.steerByRpc().orElseGet(() -> isThisMachine(servedAt)));
  }

  /** With a node that is found in another way. */
  public PeerSteering(Supplier<Optional<PeerNode>> node, boolean isAllowed) {
    this.node = node;
    this.isAllowed = isAllowed;
  }

  /** Whether what is served at this host is reached from this machine alone. */
  public static boolean isThisMachine(String host) {
    return host.equals("localhost")
        || new HostAndPort(host, 1).ip().filter(InetAddress::isLoopbackAddress).isPresent();
  }

  /** For whoever may steer the node. */
  Steering steered() {
    if (!isAllowed) {
      throw new RpcException(
          RpcError.FORBIDDEN,
          "RPC is served beyond this machine; timecoin.peers.steer-by-rpc=true takes this"
              + " nevertheless");
    }
    return node.get()
        .map(PeerNode::steering)
        .orElseThrow(
            () ->
                new RpcException(
                    RpcError.NO_PEERS, "this gateway has no peers (timecoin.peers.listen)"));
  }
}
