package io.timecoin.gateway.relay;

import com.google.protobuf.ByteString;
import io.timecoin.gateway.peers.Misbehaviour;
import io.timecoin.gateway.peers.PeerNetwork;
import io.timecoin.protocol.proto.internal.v1.OriginKind;
import io.timecoin.protocol.proto.internal.v1.TransactionStatus;
import io.timecoin.protocol.rules.RejectCode;

/**
 * What a peer relayed and the verifiers refused counts against it: nobody relays what he has not
 * judged, and these rules know no state. Thread-safe.
 */
public final class PeerVerdicts {
  private final PeerNetwork network;
  private final long sinceMillis;

  /**
   * @param sinceMillis the start of this gateway: what was told before has been counted
   */
  public PeerVerdicts(PeerNetwork network, long sinceMillis) {
    this.network = network;
    this.sinceMillis = sinceMillis;
  }

  /** Takes a refusal of which the code is known. */
  public void told(TransactionStatus status, RejectCode code, long atMillis) {
    // A timestamp that is too far ahead here may not be so by the peer's clock.
    if (atMillis >= sinceMillis
        && code.stateless()
        && code != RejectCode.TIMESTAMP_IN_FUTURE
        && status.getOrigin().getKind() == OriginKind.ORIGIN_KIND_PEER) {
      ByteString nodeKey = status.getOrigin().getPeer();
      network.connected().stream()
          .filter(peer -> Connections.bytes(peer.nodeKey()).equals(nodeKey))
          .forEach(
              peer ->
                  network.misbehaved(
                      peer,
                      Misbehaviour.INVALID_TRANSACTION,
                      "relayed what is refused as " + code));
    }
  }
}
