package io.timecoin.e2e;

import com.google.protobuf.ByteString;
import io.timecoin.consensus.core.message.Ballot;
import io.timecoin.consensus.core.message.MessageCodec;
import io.timecoin.consensus.core.message.Proposal;
import io.timecoin.consensus.core.message.SignedMessage;
import io.timecoin.devnet.api.RpcFailure;
import io.timecoin.devnet.suite.Waiting;
import io.timecoin.gateway.testing.RawPeer;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.committee.SignedBytes;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Signature;
import io.timecoin.protocol.proto.internal.v1.ConsensusMessage;
import io.timecoin.protocol.proto.p2p.v1.ConsensusMessages;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import io.timecoin.protocol.proto.p2p.v1.Pong;
import io.timecoin.protocol.proto.p2p.v1.Transactions;
import io.timecoin.protocol.transaction.Transaction;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A member that contradicts itself: for every proposal of others it votes twice, for that and for
 * another value, and where it leads it proposes one payment to one member and its rival to the
 * others. Runs on threads of its own until it is closed.
 */
final class Traitor implements AutoCloseable {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final RunningDevnet devnet;
  private final KeyPair key;
  private final Committee committee;
  private final List<RawPeer> peers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Set<Place> voted = ConcurrentHashMap.newKeySet();
  private final List<Pair> pairs = new CopyOnWriteArrayList<>();
  private final List<String> ends = new CopyOnWriteArrayList<>();
  private final Random random = new Random(11);
  private volatile boolean closed;

  private record Place(long sequence, int round) {}

  /** Two payments of the same coin, each proposed as the only one of the same sequence. */
  record Pair(Transaction first, Transaction second) {}

  Traitor(RunningDevnet devnet, KeyPair key, List<Node> victims) throws IOException {
    this.devnet = devnet;
    this.key = key;
    this.committee = Committee.ofGenesis(devnet.genesis());
    var impostor = new Impostor(devnet.genesis().hash(), Optional.of(key));
    for (Node victim : victims) {
      peers.add(impostor.connect(victim).peer());
    }
    peers.forEach(peer -> begin(() -> listen(peer)));
    begin(this::lead);
  }

  PublicKey key() {
    return key.publicKey();
  }

  /** Proposals that it voted twice for. */
  int proposalsVoted() {
    return voted.size();
  }

  /** What it has proposed twice. */
  List<Pair> pairs() {
    return List.copyOf(pairs);
  }

  /** Why connections have ended before it was closed. */
  List<String> ends() {
    return List.copyOf(ends);
  }

  private void begin(Runnable task) {
    threads.add(Thread.ofVirtual().start(task));
  }

  private void listen(RawPeer peer) {
    while (!closed) {
      try {
        PeerMessage message = peer.receive();
        switch (message.getContentCase()) {
          case PING ->
              send(peer, PeerMessage.newBuilder().setPong(Pong.getDefaultInstance()).build());
          case CONSENSUS -> message.getConsensus().getMessagesList().forEach(this::heard);
          case GOODBYE -> ends.add(message.getGoodbye().getCode());
          default -> {
            // Whatever honest peers say besides.
          }
        }
      } catch (SocketTimeoutException e) {
        // A network without work is silent.
      } catch (IOException e) {
        if (!closed) {
          ends.add(e.toString());
        }
        return;
      }
    }
  }

  private void heard(ConsensusMessage proto) {
    try {
      SignedMessage message = MessageCodec.fromProto(proto);
      if (message instanceof Proposal proposal
          && !proposal.signer().equals(key())
          && voted.add(new Place(proposal.sequence(), proposal.round()))) {
        for (VoteType type : List.of(VoteType.PREPARE, VoteType.COMMIT)) {
          tellAll(ballot(type, proposal.sequence(), proposal.round(), proposal.digest()));
          tellAll(ballot(type, proposal.sequence(), proposal.round(), anyDigest()));
        }
      }
    } catch (DecodeException e) {
      ends.add("an honest peer sent nonsense: " + e.getMessage());
    }
  }

  private Hash256 anyDigest() {
    byte[] digest = new byte[Hash256.SIZE];
    random.nextBytes(digest);
    return Hash256.of(digest);
  }

  private void lead() {
    long done = 0;
    while (!closed) {
      try {
        var info = devnet.gateway().call("getblockchaininfo");
        long next = info.path("sequence").asLong() + 1;
        if (next > done && committee.leader(next, 0).equals(key())) {
          done = next;
          proposeTwice(next, Hash256.fromHex(info.path("digest").asText()));
        }
      } catch (RpcFailure e) {
        // Asked again in a moment.
      }
      Waiting.pause(LOOK_AGAIN);
    }
  }

  private void proposeTwice(long sequence, Hash256 previous) {
    var coin = devnet.purse().coin();
    var pair =
        new Pair(
            devnet.purse().pay(coin, Purse.stranger(), 100_000_000L),
            devnet.purse().pay(coin, Purse.stranger(), 200_000_000L));
    pairs.add(pair);
    push(pair.first());
    push(pair.second());
    Proposal first = proposal(sequence, previous, pair.first());
    Proposal second = proposal(sequence, previous, pair.second());
    for (int i = 0; i < peers.size(); i++) {
      tell(peers.get(i), i == 0 ? first : second);
    }
    for (Proposal proposal : List.of(first, second)) {
      tellAll(ballot(VoteType.PREPARE, sequence, 0, proposal.digest()));
    }
  }

  private Proposal proposal(long sequence, Hash256 previous, Transaction payment) {
    var header =
        MicroblockHeader.of(
            sequence,
            previous,
            System.currentTimeMillis(),
            key(),
            List.of(payment),
            Optional.empty());
    return new Proposal(
        sequence,
        0,
        header,
        List.of(payment.wtxid()),
        List.of(),
        key(),
        sign(VoteType.PROPOSAL, sequence, 0, header.digest()));
  }

  private Ballot ballot(VoteType type, long sequence, int round, Hash256 digest) {
    return new Ballot(type, sequence, round, digest, key(), sign(type, sequence, round, digest));
  }

  private Signature sign(VoteType type, long sequence, int round, Hash256 digest) {
    return key.sign(SignedBytes.of(devnet.genesis().hash(), type, sequence, round, digest));
  }

  private void push(Transaction payment) {
    var transactions =
        Transactions.newBuilder().addTransactions(ByteString.copyFrom(payment.encode()));
    var message = PeerMessage.newBuilder().setTransactions(transactions).build();
    peers.forEach(peer -> send(peer, message));
  }

  private void tellAll(SignedMessage message) {
    peers.forEach(peer -> tell(peer, message));
  }

  private void tell(RawPeer peer, SignedMessage message) {
    var messages = ConsensusMessages.newBuilder().addMessages(MessageCodec.toProto(message));
    send(peer, PeerMessage.newBuilder().setConsensus(messages).build());
  }

  private void send(RawPeer peer, PeerMessage message) {
    synchronized (peer) {
      try {
        RawPeer unused = peer.send(message);
      } catch (IOException e) {
        if (!closed) {
          ends.add(e.toString());
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    for (RawPeer peer : peers) {
      peer.close();
    }
    Poll.untilTrue(
        "the traitor has stopped", STOP_LIMIT, () -> threads.stream().noneMatch(Thread::isAlive));
  }
}
