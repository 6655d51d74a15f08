package io.timecoin.e2e;

import com.google.protobuf.ByteString;
import io.timecoin.devnet.suite.Waiting;
import io.timecoin.gateway.peers.frame.FrameException;
import io.timecoin.gateway.peers.frame.Frames;
import io.timecoin.gateway.testing.RawPeer;
import io.timecoin.protocol.proto.chain.v1.MicroblockRecord;
import io.timecoin.protocol.proto.p2p.v1.GetMicroblocks;
import io.timecoin.protocol.proto.p2p.v1.Microblocks;
import io.timecoin.protocol.proto.p2p.v1.NotFound;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import io.timecoin.protocol.proto.p2p.v1.Ping;
import io.timecoin.protocol.proto.p2p.v1.Pong;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A peer that has a long chain and serves it over real TLS, as fast as it can or a kilobyte a
 * second. Runs on a thread of its own until it is closed.
 */
final class ChainPeer implements AutoCloseable {
  private static final long LARGEST_ANSWER = 4 << 20;
  private static final int DRIP = 100;
  private static final Duration DRIP_PAUSE = Duration.ofMillis(100);
  private static final Duration TELL_AGAIN = Duration.ofMillis(500);

  private final LongChain chain;
  private final RawPeer peer;
  private final boolean slow;
  private final AtomicLong served = new AtomicLong();
  private volatile boolean closed;

  private ChainPeer(LongChain chain, RawPeer peer, boolean slow) {
    this.chain = chain;
    this.peer = peer;
    this.slow = slow;
  }

  static ChainPeer connect(LongChain chain, Impostor as, Node to, boolean slow) throws IOException {
    var serving = new ChainPeer(chain, as.connect(to).peer(), slow);
    Thread.ofVirtual().start(serving::tell);
    Thread.ofVirtual().start(serving::serve);
    return serving;
  }

  /** Microblocks that it was asked for and has sent. */
  long served() {
    return served.get();
  }

  /** Where the chain ends now, again and again. */
  private void tell() {
    while (!closed) {
      var ping =
          Ping.newBuilder()
              .setLastSequence(chain.lastSequence())
              .setLastDigest(ByteString.copyFrom(chain.lastDigest().toByteArray()));
      send(PeerMessage.newBuilder().setPing(ping).build());
      Waiting.pause(TELL_AGAIN);
    }
  }

  private void serve() {
    while (!closed) {
      try {
        PeerMessage message = peer.receive();
        switch (message.getContentCase()) {
          case PING -> send(PeerMessage.newBuilder().setPong(Pong.getDefaultInstance()).build());
          case GET_MICROBLOCKS -> answer(message.getRequestId(), message.getGetMicroblocks());
          case GET_TRANSACTIONS, GET_PROPOSAL, GET_PEERS ->
              send(
                  PeerMessage.newBuilder()
                      .setRequestId(message.getRequestId())
                      .setNotFound(NotFound.getDefaultInstance())
                      .build());
          default -> {
            // Votes and payments: it only serves what it has.
          }
        }
      } catch (SocketTimeoutException e) {
        // Nothing was asked for a while.
      } catch (IOException e) {
        return;
      }
    }
  }

  private void answer(long request, GetMicroblocks wanted) {
    List<MicroblockRecord> range =
        chain.range(wanted.getFirstSequence(), wanted.getLastSequence(), LARGEST_ANSWER);
    var answer = PeerMessage.newBuilder().setRequestId(request);
    send(
        range.isEmpty()
            ? answer.setNotFound(NotFound.getDefaultInstance()).build()
            : answer.setMicroblocks(Microblocks.newBuilder().addAllMicroblocks(range)).build());
    served.addAndGet(range.size());
  }

  private void send(PeerMessage message) {
    try {
      byte[] frame = Frames.encode(message);
      synchronized (this) {
        int step = slow ? DRIP : frame.length;
        for (int at = 0; at < frame.length && !closed; at += step) {
          RawPeer unused =
              peer.send(Arrays.copyOfRange(frame, at, Math.min(frame.length, at + step)));
          if (slow) {
            Waiting.pause(DRIP_PAUSE);
          }
        }
      }
    } catch (FrameException e) {
      throw new AssertionError(e);
    } catch (IOException e) {
      // The other end has let go; whoever counts on this peer notices.
      closed = true;
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    peer.close();
  }
}
