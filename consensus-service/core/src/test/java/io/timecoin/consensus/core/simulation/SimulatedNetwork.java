package io.timecoin.consensus.core.simulation;

import com.google.protobuf.InvalidProtocolBufferException;
import io.timecoin.consensus.core.message.MessageCodec;
import io.timecoin.consensus.core.message.SignedMessage;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.proto.internal.v1.ConsensusMessage;
import java.util.Optional;

/** Carries bytes between members: late, twice, in another order, or not at all. */
final class SimulatedNetwork {
  private static final long LAG_MILLIS = 4_000;
  private static final long LATEST_COPY_MILLIS = 3_000;

  private final World world;
  private final Seeded draw;

  SimulatedNetwork(World world, Seeded draw) {
    this.world = world;
    this.draw = draw;
  }

  /** To every other member. */
  void broadcast(int from, SignedMessage message) {
    world.adversary().observe(message);
    byte[] bytes = MessageCodec.toProto(message).toByteArray();
    int lost = world.conditions().lossPercent(message.type());
    for (int to : world.others(from)) {
      if (!draw.chance(lost)) {
        carry(from, to, bytes);
      }
    }
  }

  void carry(int from, int to, byte[] message) {
    carry(from, to, () -> deliver(to, message));
  }

  /** Anything else between two members, who know each other's connection. */
  void carry(int from, int to, Runnable delivery) {
    if (!world.conditions().connected(from, to)) {
      return;
    }
    var weather = world.conditions().weather();
    if (draw.chance(weather.lossPercent())) {
      return;
    }
    long delay = draw.between(weather.leastDelay(), weather.mostDelay());
    if (draw.chance(weather.lagPercent())) {
      delay += draw.between(0, LAG_MILLIS);
    }
    arrive(from, to, delay, delivery);
    if (draw.chance(weather.doubledPercent())) {
      arrive(from, to, delay + draw.between(0, LATEST_COPY_MILLIS), delivery);
    }
  }

  private void arrive(int from, int to, long delay, Runnable delivery) {
    world
        .queue()
        .in(
            delay,
            () -> {
              if (world.conditions().connected(from, to)) {
                delivery.run();
              }
            });
  }

  private void deliver(int to, byte[] bytes) {
    decode(bytes).ifPresent(message -> world.member(to).receive(message));
  }

  /** What the service's ingress does; garbage is put aside there. */
  private static Optional<SignedMessage> decode(byte[] bytes) {
    try {
      return Optional.of(MessageCodec.fromProto(ConsensusMessage.parseFrom(bytes)));
    } catch (InvalidProtocolBufferException | DecodeException e) {
      return Optional.empty();
    }
  }
}
