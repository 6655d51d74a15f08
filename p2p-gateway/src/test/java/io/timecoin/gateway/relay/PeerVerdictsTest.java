package io.timecoin.gateway.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.gateway.InMemoryNetwork;
import io.timecoin.gateway.peers.Misbehaviour;
import io.timecoin.gateway.peers.Peer;
import io.timecoin.protocol.proto.internal.v1.Origin;
import io.timecoin.protocol.proto.internal.v1.OriginKind;
import io.timecoin.protocol.proto.internal.v1.TransactionStatus;
import io.timecoin.protocol.rules.RejectCode;
import org.junit.jupiter.api.Test;

class PeerVerdictsTest {
  private final InMemoryNetwork network = new InMemoryNetwork();
  private final PeerVerdicts verdicts = new PeerVerdicts(network, 1_000);
  private final Peer peer = network.connect();

  @Test
  void whatVerifiersRefuseCountsAgainstWhoRelayedIt() {
    told(OriginKind.ORIGIN_KIND_PEER, RejectCode.BAD_SIGNATURE, 1_000);

    assertThat(network.misdeeds)
        .containsExactly(new InMemoryNetwork.Misdeed(peer, Misbehaviour.INVALID_TRANSACTION));
  }

  @Test
  void stateClocksAndOldNewsDoNot() {
    told(OriginKind.ORIGIN_KIND_PEER, RejectCode.INPUT_SPENT, 1_000);
    told(OriginKind.ORIGIN_KIND_PEER, RejectCode.TIMESTAMP_IN_FUTURE, 1_000);
    told(OriginKind.ORIGIN_KIND_PEER, RejectCode.BAD_SIGNATURE, 999);
    told(OriginKind.ORIGIN_KIND_SYNC, RejectCode.BAD_SIGNATURE, 1_000);

    assertThat(network.misdeeds).isEmpty();
  }

  @Test
  void whoIsGoneIsNotBlamed() {
    network.disconnect(peer);

    told(OriginKind.ORIGIN_KIND_PEER, RejectCode.BAD_SIGNATURE, 1_000);

    assertThat(network.misdeeds).isEmpty();
  }

  private void told(OriginKind kind, RejectCode code, long atMillis) {
    var origin = Origin.newBuilder().setKind(kind).setPeer(Connections.bytes(peer.nodeKey()));
    verdicts.told(TransactionStatus.newBuilder().setOrigin(origin).build(), code, atMillis);
  }
}
