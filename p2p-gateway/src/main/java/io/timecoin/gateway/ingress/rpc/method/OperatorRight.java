package io.timecoin.gateway.ingress.rpc.method;

import io.timecoin.gateway.config.PeersConfig;
import io.timecoin.gateway.ingress.rpc.RpcError;
import io.timecoin.gateway.ingress.rpc.RpcException;
import io.timecoin.gateway.peers.HostAndPort;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Whether RPC is taken as the operator's word, for methods that steer this node. RPC knows no
 * users: what wallets of strangers reach must not let them cut this node off, nor choose what it
 * proposes.
 */
@Singleton
public final class OperatorRight {
  private final boolean isAllowed;

  @Inject
  public OperatorRight(
      PeersConfig config,
      @ConfigProperty(name = "quarkus.http.host", defaultValue = "0.0.0.0") String servedAt) {
    this(config.steerByRpc().orElseGet(() -> isThisMachine(servedAt)));
  }

  OperatorRight(boolean isAllowed) {
    this.isAllowed = isAllowed;
  }

  /** Whether what is served at this host is reached from this machine alone. */
  public static boolean isThisMachine(String host) {
    return host.equals("localhost")
        || new HostAndPort(host, 1).ip().filter(InetAddress::isLoopbackAddress).isPresent();
  }

  /**
   * Does nothing for whoever may steer the node.
   *
   * @throws RpcException otherwise
   */
  void require() {
    if (!isAllowed) {
      throw new RpcException(
          RpcError.FORBIDDEN,
          "RPC is served beyond this machine; timecoin.peers.steer-by-rpc=true takes this"
              + " nevertheless");
    }
  }
}
