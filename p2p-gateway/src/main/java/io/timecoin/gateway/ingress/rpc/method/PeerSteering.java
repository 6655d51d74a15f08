package io.timecoin.gateway.ingress.rpc.method;

import io.timecoin.gateway.ingress.rpc.RpcError;
import io.timecoin.gateway.ingress.rpc.RpcException;
import io.timecoin.gateway.lifecycle.Peers;
import io.timecoin.gateway.peers.PeerNode;
import io.timecoin.gateway.peers.Steering;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;

/** The peers for methods that change something about them. */
@Singleton
public final class PeerSteering {
  private final Supplier<Optional<PeerNode>> node;
  private final OperatorRight right;

  @Inject
  public PeerSteering(Peers peers, OperatorRight right) {
    this(peers::node, right);
  }

  /** With a node that is found in another way. */
  public PeerSteering(Supplier<Optional<PeerNode>> node, boolean isAllowed) {
    this(node, new OperatorRight(isAllowed));
  }

  private PeerSteering(Supplier<Optional<PeerNode>> node, OperatorRight right) {
    this.node = node;
    this.right = right;
  }

  /** For whoever may steer the node. */
  Steering steered() {
    right.require();
    return node.get()
        .map(PeerNode::steering)
        .orElseThrow(
            () ->
                new RpcException(
                    RpcError.NO_PEERS, "this gateway has no peers (timecoin.peers.listen)"));
  }
}
