package io.timecoin.consensus.core.simulation;

import io.timecoin.consensus.core.Input;
import io.timecoin.consensus.core.chain.ChainPosition;
import io.timecoin.consensus.core.message.Ballot;
import io.timecoin.consensus.core.message.MessageCodec;
import io.timecoin.consensus.core.message.Proposal;
import io.timecoin.consensus.core.message.RoundChange;
import io.timecoin.consensus.core.message.SignedMessage;
import io.timecoin.consensus.core.message.Timeout;
import io.timecoin.consensus.core.simulation.Scenario.Traitor;
import io.timecoin.consensus.core.value.KnownValue;
import io.timecoin.consensus.core.value.ValueRules;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.SignedBytes;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Signature;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A traitor's hands: signs whatever it is told with its own key, and sends it to whom it likes. */
final class Puppet {
  private record Led(long sequence, int round) {}

  private final World world;
  private final Seeded draw;
  private final Observed observed;
  private final Traitor traitor;
  private final Hash256 genesisHash;
  private final Set<Led> led = new HashSet<>();

  Puppet(World world, Seeded draw, Observed observed, Traitor traitor) {
    this.world = world;
    this.draw = draw;
    this.observed = observed;
    this.traitor = traitor;
    this.genesisHash = world.roster().genesis().hash();
  }

  int number() {
    return traitor.member();
  }

  PublicKey key() {
    return world.roster().key(number()).publicKey();
  }

  World world() {
    return world;
  }

  Seeded draw() {
    return draw;
  }

  Observed observed() {
    return observed;
  }

  boolean does(Misdeed.Kind kind) {
    return traitor.misdeeds().contains(kind);
  }

  void tick() {
    traitor.misdeeds().forEach(kind -> kind.misdeed().tick(this));
  }

  void heard(SignedMessage message) {
    traitor.misdeeds().forEach(kind -> kind.misdeed().heard(this, message));
  }

  void asked(int asker, long question) {
    traitor.misdeeds().forEach(kind -> kind.misdeed().asked(this, asker, question));
  }

  /** Leads each round once, in one of the ways it knows. */
  void mayLead(Leadership leadership) {
    var committee = leadership.position().committee();
    long weight =
        leadership.changes().stream()
            .filter(change -> !change.signer().equals(key()))
            .mapToLong(change -> committee.weightOf(change.signer()))
            .sum();
    boolean ready =
        leadership.round() == 0 || committee.isQuorum(weight + committee.weightOf(key()));
    if (ready && led.add(new Led(leadership.position().nextSequence(), leadership.round()))) {
      var ways =
          traitor.misdeeds().stream()
              .map(Misdeed.Kind::misdeed)
              .filter(misdeed -> misdeed.leads(leadership.round()))
              .toList();
      if (!ways.isEmpty()) {
        draw.pick(ways).lead(this, leadership);
      }
    }
  }

  /** Everybody else, by number. */
  List<Integer> everyone() {
    return world.others(number());
  }

  List<Integer> some() {
    return draw.some(everyone(), (int) draw.between(20, 90));
  }

  Signature sign(byte[] message) {
    return world.craft().signer(world.scheme().signer(world.roster().key(number()))).sign(message);
  }

  void vote(VoteType type, long sequence, int round, Hash256 digest, List<Integer> to) {
    var bytes = SignedBytes.of(genesisHash, type, sequence, round, digest);
    send(new Ballot(type, sequence, round, digest, key(), sign(bytes)), to);
  }

  RoundChange roundChange(long sequence, int round, Optional<Certificate> prepared) {
    var bytes = RoundChange.signedBytes(genesisHash, sequence, round, prepared);
    return new RoundChange(sequence, round, prepared, key(), sign(bytes));
  }

  void timeOut(long sequence, int round, List<Integer> to) {
    send(
        new Timeout(
            sequence, round, key(), sign(SignedBytes.timeout(genesisHash, sequence, round))),
        to);
  }

  /** A value of its own; whether it is valid is the caller's business. */
  Optional<KnownValue> value(
      ChainPosition position, long timeMillis, List<Transaction> transactions) {
    var state = world.checker().stateAfter((int) position.sequence());
    return new ValueRules(
            world.roster().genesis(), world.roster().committees(), world.craft().leaves())
        .ofDraft(
            position,
            key(),
            Math.max(timeMillis, position.timeMillis() + 1),
            transactions,
            state.covering(transactions));
  }

  void propose(
      MicroblockHeader header,
      List<Transaction> transactions,
      int round,
      List<RoundChange> justification,
      List<Integer> to) {
    world.member(number()).mempool().learn(transactions);
    var bytes =
        SignedBytes.of(genesisHash, VoteType.PROPOSAL, header.sequence(), round, header.digest());
    send(
        new Proposal(
            header.sequence(),
            round,
            header,
            world.craft().leaves().of(transactions),
            justification,
            key(),
            sign(bytes)),
        to);
  }

  /** The ROUND_CHANGEs, its own among them. */
  List<RoundChange> withOwn(Leadership leadership, List<RoundChange> changes) {
    if (leadership.round() == 0
        || changes.stream().anyMatch(change -> change.signer().equals(key()))) {
      return changes;
    }
    var all = new ArrayList<>(changes);
    all.add(
        roundChange(leadership.position().nextSequence(), leadership.round(), Optional.empty()));
    return all;
  }

  /** An unspent coin that a payment can spend now. */
  Optional<OutPoint> coin() {
    var state = world.checker().stateAfter(world.checker().chain().size());
    for (int i = 0; i < 20; i++) {
      var coin = Payments.coin(draw.below(Payments.COINS));
      if (state.unspent().contains(coin)) {
        return Optional.of(coin);
      }
    }
    return Optional.empty();
  }

  void send(SignedMessage message, List<Integer> to) {
    world.adversary().observe(message);
    byte[] bytes = MessageCodec.toProto(message).toByteArray();
    to.forEach(member -> world.network().carry(number(), member, bytes));
  }

  void sendBytes(byte[] bytes, List<Integer> to) {
    to.forEach(member -> world.network().carry(number(), member, bytes));
  }

  void serve(CertifiedMicroblock microblock, List<Integer> to) {
    byte[] bytes = microblock.toProto().toByteArray();
    to.forEach(
        member ->
            world
                .network()
                .carry(
                    number(),
                    member,
                    () -> world.member(member).receiveServed(Post.decode(bytes))));
  }

  void tell(Input input, int to) {
    world.network().carry(number(), to, () -> world.member(to).offer(input));
  }
}
