package io.timecoin.gateway.peers.connection;

import io.netty.channel.Channel;
import io.timecoin.gateway.peers.hello.Refusal;
import io.timecoin.protocol.proto.p2p.v1.Goodbye;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * How a connection ends, with a Goodbye that says why (PROTOCOL §9) or without, and why it did.
 * Thread-safe.
 */
final class Farewell {
  /** Characters of a Goodbye's detail: a sentence, whatever it quotes. */
  static final int LONGEST_DETAIL = 400;

  private final Channel channel;
  private final Duration linger;
  private final Consumer<PeerMessage> out;
  private final Runnable deaf;
  private volatile Ending ending = Ending.CLOSED;

  /**
   * @param linger the other end has so long to read a Goodbye
   * @param out takes the Goodbye
   * @param deaf makes that what still comes is thrown away; called on the event loop
   */
  Farewell(Channel channel, Duration linger, Consumer<PeerMessage> out, Runnable deaf) {
    this.channel = channel;
    this.linger = linger;
    this.out = out;
    this.deaf = deaf;
  }

  /** Says Goodbye, and closes when the other end has had the time to read it. */
  void say(Refusal why, String detail) {
    ending = Ending.of(why, detail);
    out.accept(
        PeerMessage.newBuilder()
            .setGoodbye(Goodbye.newBuilder().setCode(why.name()).setDetail(shortened(detail)))
            .build());
    // The other end closes when it has read that. Closing at once, with bytes of its unread, would
    // reset the connection and the Goodbye with it.
    channel.eventLoop().execute(deaf);
    var _ = channel.eventLoop().schedule(this::close, linger.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Ends without a word. */
  void end(Ending why) {
    ending = why;
    close();
  }

  /** Whatever it ended of, nothing is to be waited for any more. */
  void close() {
    var _ = channel.close();
  }

  private static String shortened(String detail) {
    return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL);
  }

  /** Why the connection has ended; where nobody said so, that it was closed. */
  Ending ending() {
    return ending;
  }
}
