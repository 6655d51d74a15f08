package io.timecoin.gateway.relay;

import static io.timecoin.gateway.relay.Committees.KEYS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.timecoin.gateway.Fixtures;
import io.timecoin.gateway.InMemoryNetwork;
import io.timecoin.gateway.peers.Peer;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.proto.internal.v1.ConsensusMessage;
import io.timecoin.protocol.proto.internal.v1.FetchProposal;
import io.timecoin.protocol.proto.p2p.v1.NotFound;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import io.timecoin.protocol.proto.p2p.v1.Proposal;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProposalFetchTest {
  private final InMemoryNetwork network = new InMemoryNetwork();
  private final Voter voter = new Voter();
  private final ProposalFetch fetch =
      new ProposalFetch(
          network,
          voter,
          (_, _, work) -> {
            work.run();
            return true;
          },
          new RelayCounters(new SimpleMeterRegistry()),
          InstantSource.system());
  private final Peer stranger = network.connect();
  private final Peer member = network.connect(KEYS.get(1));
  private final ConsensusMessage value =
      Committees.proposal(KEYS.get(0), 7, 0, List.of(Fixtures.payment(1), Fixtures.payment(2)));
  private final FetchProposal order =
      FetchProposal.newBuilder().setDigest(value.getDigest()).build();

  @Test
  void membersAreAskedBeforeOthersAndTheNextWhenOneHasItNot() throws DecodeException {
    fetch.fetch(order);
    assertThat(network.asked).map(InMemoryNetwork.Asked::peer).containsExactly(member);

    network
        .asked
        .getFirst()
        .answer()
        .complete(PeerMessage.newBuilder().setNotFound(NotFound.getDefaultInstance()).build());
    assertThat(network.asked).map(InMemoryNetwork.Asked::peer).containsExactly(member, stranger);
    network.asked.getLast().answer().complete(answer(value.getWtxidsList()));

    assertThat(voter.heard).hasSize(1);
    assertThat(voter.heard.getFirst().getProposal().getHeader()).isEqualTo(value.getHeader());
    assertThat(voter.heard.getFirst().getProposal().getWtxidsList())
        .isEqualTo(value.getWtxidsList());
  }

  @Test
  void theNamedPeerIsAskedFirst() throws DecodeException {
    fetch.fetch(order.toBuilder().addPeers(Connections.bytes(stranger.nodeKey())).build());

    assertThat(network.asked).map(InMemoryNetwork.Asked::peer).containsExactly(stranger);
  }

  @Test
  void aListThatIsNotTheHeadersIsNotBelieved() throws DecodeException {
    fetch.fetch(order);

    network.asked.getFirst().answer().complete(answer(value.getWtxidsList().subList(0, 1)));

    assertThat(voter.heard).isEmpty();
    assertThat(network.misdeeds).hasSize(1);
    assertThat(network.asked).as("the next is asked").hasSize(2);
  }

  @Test
  void theSameDigestIsAskedForOnceAtATime() throws DecodeException {
    fetch.fetch(order);
    fetch.fetch(order);
    assertThat(network.asked).hasSize(1);

    network.asked.getFirst().fail();
    network.asked.getLast().fail();
    fetch.fetch(order);

    assertThat(network.asked).hasSize(3);
  }

  private PeerMessage answer(List<ByteString> wtxids) {
    return PeerMessage.newBuilder()
        .setProposal(Proposal.newBuilder().setHeader(value.getHeader()).addAllWtxids(wtxids))
        .build();
  }
}
