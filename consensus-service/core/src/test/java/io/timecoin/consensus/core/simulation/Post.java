package io.timecoin.consensus.core.simulation;

import com.google.protobuf.InvalidProtocolBufferException;
import io.timecoin.consensus.core.Effect;
import io.timecoin.consensus.core.Input;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.proto.chain.v1.MicroblockRecord;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;
import java.util.Optional;

/** What a member sends beside its log: the part of a gateway that the core gives orders to. */
final class Post {
  private static final int LARGEST_RANGE = 40;

  private final World world;
  private final SimulatedMember member;

  Post(World world, SimulatedMember member) {
    this.world = world;
    this.member = member;
  }

  void send(Effect effect) {
    switch (effect) {
      case Effect.Send(var messages) ->
          messages.forEach(
              message -> {
                world.checker().spoken(member.number(), message);
                world.network().broadcast(member.number(), message);
              });
      case Effect.FetchProposal(var digest, var members) ->
          members.forEach(
              key -> ask(key, other -> other.mempool().proposal(digest).ifPresent(this::answer)));
      case Effect.Announce(var transactions) -> announce(transactions);
      case Effect.ServeDecided(var asker, long sequence) -> {
        if (world.craft().servesOthers()) {
          serve(member, world.roster().number(asker), sequence, sequence);
        }
      }
      case Effect.FetchRange(long first, long last) ->
          world.others(member.number()).forEach(other -> askRange(other, first, last));
      case Effect.TellStatus(long sequence, var digest) ->
          world
              .others(member.number())
              .forEach(
                  other ->
                      carry(
                          other,
                          new Input.StatusReceived(member.key().publicKey(), sequence, digest)));
      case Effect.AskStatus(var members, long question) ->
          members.forEach(
              key ->
                  carry(
                      world.roster().number(key),
                      new Input.StatusAsked(member.key().publicKey(), question)));
      case Effect.AnswerStatus(var asker, long question, long sequence, var digest) ->
          carry(
              world.roster().number(asker),
              new Input.StatusAnswered(
                  member.key().publicKey(),
                  question,
                  sequence,
                  digest,
                  sequence == 0
                      ? Optional.empty()
                      : Optional.of(member.disk().chain.get((int) sequence - 1).certificate())));
      default -> throw new IllegalArgumentException("not for the post: " + effect);
    }
  }

  private void announce(List<Transaction> transactions) {
    if (world.craft().announces()) {
      for (int other : world.others(member.number())) {
        world
            .network()
            .carry(member.number(), other, () -> world.member(other).mempool().offer(transactions));
      }
    }
  }

  /** Asks another honest member; its answer goes through the network, too. */
  private void ask(PublicKey key, java.util.function.Consumer<SimulatedMember> question) {
    int other = world.roster().number(key);
    if (other >= 0 && other != member.number() && !world.scenario().isTraitor(other)) {
      world.network().carry(member.number(), other, () -> question.accept(world.member(other)));
    }
  }

  private void answer(SimulatedMempool.Known known) {
    world
        .network()
        .carry(
            known.holder(),
            member.number(),
            () -> member.offer(new Input.ProposalFetched(known.header(), known.wtxids())));
  }

  private void askRange(int other, long first, long last) {
    if (!world.scenario().isTraitor(other)) {
      world
          .network()
          .carry(
              member.number(),
              other,
              () -> {
                if (world.craft().servesOthers()) {
                  serve(world.member(other), member.number(), first, last);
                }
              });
    }
  }

  /** As bytes, as everything. */
  private void serve(SimulatedMember from, int to, long first, long last) {
    if (to < 0 || !from.isUp()) {
      return;
    }
    long end = Math.min(Math.min(last, first + LARGEST_RANGE), from.disk().chain.size());
    for (long sequence = first; sequence <= end; sequence++) {
      byte[] bytes = from.disk().chain.get((int) sequence - 1).toProto().toByteArray();
      world.network().carry(from.number(), to, () -> world.member(to).receiveServed(decode(bytes)));
    }
  }

  static CertifiedMicroblock decode(byte[] bytes) {
    try {
      return CertifiedMicroblock.fromProto(MicroblockRecord.parseFrom(bytes));
    } catch (InvalidProtocolBufferException | DecodeException e) {
      throw new IllegalStateException(e);
    }
  }

  private void carry(int to, Input input) {
    if (to >= 0) {
      world.network().carry(member.number(), to, () -> world.member(to).offer(input));
    }
  }
}
