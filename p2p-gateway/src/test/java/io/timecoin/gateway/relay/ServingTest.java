package io.timecoin.gateway.relay;

import static io.timecoin.gateway.relay.Committees.DIGEST;
import static io.timecoin.gateway.relay.Committees.KEYS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.timecoin.gateway.InMemoryNetwork;
import io.timecoin.gateway.peers.Lane;
import io.timecoin.gateway.peers.Misbehaviour;
import io.timecoin.gateway.peers.Peer;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.proto.chain.v1.MicroblockRecord;
import io.timecoin.protocol.proto.internal.v1.FetchedProposal;
import io.timecoin.protocol.proto.internal.v1.ServeDecided;
import io.timecoin.protocol.proto.p2p.v1.GetMicroblocks;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ServingTest implements Bodies {
  private static final Hash256 OTHER = Sha256.hash(new byte[] {2});

  private final Map<Hash256, ByteString> pool = new HashMap<>();
  private final Map<Hash256, FetchedProposal> values = new HashMap<>();
  private final List<Hash256> lookedUp = new ArrayList<>();
  private final RecentMicroblocks recent = new RecentMicroblocks(1_000);
  private Optional<CompletableFuture<List<MicroblockRecord>>> ledger = Optional.empty();
  private final InMemoryNetwork network = new InMemoryNetwork();
  private final RecentBodies bodies = new RecentBodies(64 << 20);
  private final Serving serving =
      new Serving(
          network,
          this,
          bodies,
          new RecentProposals(),
          this::from,
          new RelayCounters(new SimpleMeterRegistry()));
  private final Peer peer = network.connect(KEYS.get(1));

  @Override
  public CompletableFuture<Optional<ByteString>> body(Hash256 wtxid) {
    lookedUp.add(wtxid);
    return CompletableFuture.completedFuture(Optional.ofNullable(pool.get(wtxid)));
  }

  @Override
  public CompletableFuture<Optional<FetchedProposal>> proposal(Hash256 digest) {
    return CompletableFuture.completedFuture(Optional.ofNullable(values.get(digest)));
  }

  private CompletableFuture<List<MicroblockRecord>> from(long sequence, int limit) {
    return ledger.orElseGet(
        () ->
            CompletableFuture.completedFuture(recent.from(sequence, limit, Serving.ANSWER_BYTES)));
  }

  @Test
  void bodiesComeFromMemoryAndOtherwiseFromTheMempool() {
    bodies.add(DIGEST, ByteString.copyFromUtf8("recent"));
    pool.put(OTHER, ByteString.copyFromUtf8("pooled"));

    serving.transactions(peer, 7, List.of(Hashes.bytes(DIGEST), Hashes.bytes(OTHER)));

    PeerMessage answer = network.sentTo(peer).getFirst();
    assertThat(answer.getRequestId()).isEqualTo(7);
    assertThat(answer.getTransactions().getTransactionsList())
        .containsExactly(ByteString.copyFromUtf8("recent"), ByteString.copyFromUtf8("pooled"));
    assertThat(lookedUp).containsExactly(OTHER);
  }

  @Test
  void whatIsUnknownIsAnsweredByName() {
    serving.transactions(peer, 7, List.of(Hashes.bytes(DIGEST)));
    serving.proposal(peer, 8, Hashes.bytes(DIGEST));
    serving.microblocks(peer, 9, range(1, 1));

    assertThat(network.sentTo(peer)).allMatch(PeerMessage::hasNotFound);
    assertThat(network.sentTo(peer)).map(PeerMessage::getRequestId).containsExactly(7L, 8L, 9L);
  }

  @Test
  void anAnswerIsBoundedInBytes() {
    var wtxids = new ArrayList<ByteString>();
    for (int i = 0; i < 100; i++) {
      Hash256 wtxid = Sha256.hash(new byte[] {3, (byte) i});
      bodies.add(wtxid, ByteString.copyFrom(new byte[100_000]));
      wtxids.add(Hashes.bytes(wtxid));
    }

    serving.transactions(peer, 7, wtxids);

    PeerMessage answer = network.sentTo(peer).getFirst();
    assertThat(answer.getTransactions().getTransactionsCount())
        .isEqualTo(Serving.ANSWER_BYTES / 100_000);
    assertThat(network.sent.getFirst().lane()).isEqualTo(Lane.BULK);
  }

  @Test
  void questionsOutOfBoundsAreMalformed() {
    serving.transactions(peer, 1, List.of());
    serving.transactions(
        peer, 2, Collections.nCopies(Serving.LARGEST_QUESTION + 1, Hashes.bytes(DIGEST)));
    serving.transactions(peer, 3, List.of(ByteString.copyFromUtf8("x")));
    serving.proposal(peer, 4, ByteString.EMPTY);
    serving.microblocks(peer, 5, range(0, 4));
    serving.microblocks(peer, 6, range(5, 4));

    assertThat(network.sent).isEmpty();
    assertThat(network.misdeeds)
        .hasSize(6)
        .allMatch(misdeed -> misdeed.what() == Misbehaviour.MALFORMED);
  }

  @Test
  void aProposalComesFromTheMempool() {
    values.put(
        DIGEST,
        FetchedProposal.newBuilder()
            .setHeader(ByteString.copyFromUtf8("header"))
            .addWtxids(Hashes.bytes(OTHER))
            .build());

    serving.proposal(peer, 7, Hashes.bytes(DIGEST));

    assertThat(network.sentTo(peer).getFirst().getProposal().getWtxidsList())
        .containsExactly(Hashes.bytes(OTHER));
  }

  @Test
  void aRangeIsAnsweredFromItsFirstOnAndNoLongerThanAsked() {
    LongStream.rangeClosed(1, 10).forEach(sequence -> recent.add(microblock(sequence)));

    serving.microblocks(peer, 7, range(3, 5));
    serving.microblocks(peer, 8, range(8, Long.MAX_VALUE));

    assertThat(sequences(network.sentTo(peer).get(0))).containsExactly(3L, 4L, 5L);
    assertThat(sequences(network.sentTo(peer).get(1))).containsExactly(8L, 9L, 10L);
  }

  @Test
  void theLedgersNextOneIsNoAnswerForAHole() {
    ledger = Optional.of(CompletableFuture.completedFuture(List.of(microblock(6))));

    serving.microblocks(peer, 7, range(5, 6));

    assertThat(network.sentTo(peer).getFirst().hasNotFound()).isTrue();
  }

  @Test
  void onePeerHasFewAnswersUnderWayAndTheOthersHaveTheirs() {
    var open = new CompletableFuture<List<MicroblockRecord>>();
    ledger = Optional.of(open);
    for (int i = 0; i < Serving.PER_PEER + 1; i++) {
      serving.microblocks(peer, i, range(1, 1));
    }
    assertThat(network.sentTo(peer)).hasSize(1).allMatch(PeerMessage::hasNotFound);
    Peer other = network.connect();
    serving.microblocks(other, 1, range(1, 1));
    assertThat(network.sentTo(other)).isEmpty();

    open.complete(List.of(microblock(1)));

    assertThat(network.sentTo(peer)).hasSize(Serving.PER_PEER + 1);
    assertThat(network.sentTo(other)).hasSize(1);
  }

  @Test
  void aLedgerThatIsDownIsAsGoodAsNotFound() {
    ledger = Optional.of(CompletableFuture.failedFuture(new IllegalStateException("down")));

    serving.microblocks(peer, 7, range(1, 1));

    assertThat(network.sentTo(peer).getFirst().hasNotFound()).isTrue();
  }

  @Test
  void whatWasDecidedIsServedUnaskedToTheMemberThatLacksIt() {
    recent.add(microblock(4));
    Peer other = network.connect(KEYS.get(2));

    serving.serve(
        ServeDecided.newBuilder()
            .setMember(Connections.bytes(KEYS.get(2).publicKey()))
            .setSequence(4)
            .build());

    assertThat(network.sentTo(peer)).isEmpty();
    assertThat(sequences(network.sentTo(other).getFirst())).containsExactly(4L);
    assertThat(network.sentTo(other).getFirst().getRequestId()).isZero();
  }

  @Test
  void recentMicroblocksAreBoundedAndWithoutAGap() {
    var few = new RecentMicroblocks(3L * microblock(100).getSerializedSize());
    LongStream.rangeClosed(100, 105).forEach(sequence -> few.add(microblock(sequence)));
    assertThat(few.from(102, 10, 1_000)).isEmpty();
    assertThat(few.from(103, 10, 1_000)).hasSize(3);

    few.add(microblock(110));

    assertThat(few.from(103, 10, 1_000)).isEmpty();
    assertThat(few.from(110, 10, 1_000)).hasSize(1);
  }

  private static GetMicroblocks range(long first, long last) {
    return GetMicroblocks.newBuilder().setFirstSequence(first).setLastSequence(last).build();
  }

  private static MicroblockRecord microblock(long sequence) {
    return MicroblockRecord.newBuilder().setSequence(sequence).build();
  }

  private static List<Long> sequences(PeerMessage message) {
    return message.getMicroblocks().getMicroblocksList().stream()
        .map(MicroblockRecord::getSequence)
        .toList();
  }
}
