package io.timecoin.consensus.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.consensus.core.Input.VerdictAnswered.Answer;
import io.timecoin.consensus.core.message.Proposal;
import io.timecoin.consensus.core.message.SignedMessage;
import io.timecoin.consensus.core.value.ValueRules;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * A committee in memory, on virtual time, with a mempool that has a new transaction whenever it is
 * asked. What is delivered to whom is the test's choice.
 */
final class TestNetwork {
  /** Whether a message arrives. */
  interface Filter {
    boolean arrives(TestNode from, TestNode to, SignedMessage message);
  }

  private record Delivery(TestNode to, Input input) {}

  final TestMembers members;
  final List<TestNode> nodes = new ArrayList<>();
  final Set<TestNode> down = new HashSet<>();
  final Map<Hash256, List<Transaction>> bodies = new HashMap<>();
  final Map<Hash256, MicroblockHeader> headers = new HashMap<>();
  Filter filter = (from, to, message) -> true;
  boolean work = true;
  boolean serving = true;
  long nowMillis = 1000 * TestMembers.GENESIS_TIME + 1_000;
  private final Deque<Delivery> queue = new ArrayDeque<>();
  private int transactions;

  TestNetwork(TestMembers members) {
    this.members = members;
    members.keys.forEach(key -> nodes.add(new TestNode(members, key)));
  }

  void start() {
    nodes.forEach(node -> after(node, node.start(nowMillis)));
  }

  /** Kills a node and starts it again from its log. */
  void restart(TestNode node) {
    queue.removeIf(delivery -> delivery.to() == node);
    down.remove(node);
    node.restore();
    after(node, node.start(nowMillis));
  }

  /** Kills all nodes at once and starts them again from their logs. */
  void restartAll() {
    queue.clear();
    nodes.forEach(TestNode::restore);
    start();
  }

  TestNode leader(int round) {
    var key = members.committee().leader(nodes.getFirst().state.sequence(), round);
    return nodes.stream().filter(node -> node.publicKey().equals(key)).findFirst().orElseThrow();
  }

  List<TestNode> others(TestNode node) {
    return nodes.stream().filter(other -> other != node).toList();
  }

  void runUntilDecided(int count) {
    runUntil(
        () ->
            nodes.stream()
                .filter(node -> !down.contains(node))
                .allMatch(node -> node.chain.size() >= count));
  }

  void runUntil(BooleanSupplier reached) {
    for (int events = 0; !reached.getAsBoolean(); events++) {
      assertThat(events).as("events without progress").isLessThan(20_000);
      assertThat(once()).as("something happens").isTrue();
    }
    allAgree();
  }

  /** One delivery, or the next timer; false if there is neither. */
  boolean once() {
    if (!queue.isEmpty()) {
      var delivery = queue.removeFirst();
      if (!down.contains(delivery.to())) {
        after(delivery.to(), delivery.to().step(nowMillis, delivery.input()));
      }
      return true;
    }
    var next =
        nodes.stream()
            .filter(node -> !down.contains(node))
            .flatMap(node -> node.timers.values().stream().map(due -> Map.entry(node, due)))
            .min(Comparator.comparingLong(entry -> entry.getValue().atMillis()));
    next.ifPresent(
        entry -> {
          nowMillis = Math.max(nowMillis, entry.getValue().atMillis());
          var node = entry.getKey();
          node.timers.remove(entry.getValue().timer().kind());
          after(node, node.step(nowMillis, new Input.TimerFired(entry.getValue().timer())));
        });
    return next.isPresent();
  }

  TestNode nodeOf(PublicKey key) {
    return nodes.stream().filter(node -> node.publicKey().equals(key)).findFirst().orElseThrow();
  }

  /** Any node that has it serves it. */
  private void serve(PublicKey member, long sequence) {
    nodes.stream()
        .filter(node -> !down.contains(node) && node.chain.size() >= sequence)
        .findFirst()
        .ifPresent(node -> serve(node, member, sequence));
  }

  private void serve(TestNode node, PublicKey member, long sequence) {
    if (serving) {
      var microblock = node.chain.get((int) sequence - 1);
      bodies.put(microblock.header().digest(), microblock.transactions());
      queue.add(new Delivery(nodeOf(member), new Input.MicroblockServed(microblock)));
    }
  }

  void allAgree() {
    var longest =
        nodes.stream().max(Comparator.comparingInt(node -> node.chain.size())).orElseThrow();
    for (var node : nodes) {
      for (int i = 0; i < node.chain.size(); i++) {
        assertThat(node.chain.get(i).header()).isEqualTo(longest.chain.get(i).header());
      }
    }
  }

  void broadcast(TestNode from, SignedMessage message) {
    if (message instanceof Proposal proposal) {
      headers.put(proposal.digest(), proposal.header());
    }
    others(from).stream()
        .filter(to -> filter.arrives(from, to, message))
        .forEach(to -> deliver(to, message));
  }

  private void deliver(TestNode to, SignedMessage message) {
    queue.add(new Delivery(to, new Input.MessageReceived(message)));
    if (message instanceof Proposal proposal && proposal.round() == 0) {
      // Every mempool judges the first PROPOSAL of round 0 without being asked.
      queue.add(new Delivery(to, verdict(to, proposal.header())));
    }
  }

  private void after(TestNode node, Step step) {
    for (var entry : step.entries()) {
      if (entry instanceof LogEntry.Spoken(var message)) {
        broadcast(node, message);
      }
    }
    for (var effect : step.effects()) {
      switch (effect) {
        case Effect.AskDraft ask -> answer(node, ask);
        case Effect.AskVerdict ask -> queue.add(new Delivery(node, verdict(node, ask.header())));
        case Effect.FetchProposal(var digest, var _) -> {
          if (headers.containsKey(digest)) {
            queue.add(
                new Delivery(
                    node,
                    new Input.ProposalFetched(headers.get(digest), wtxids(bodies.get(digest)))));
          }
        }
        case Effect.Send(var messages) -> messages.forEach(message -> broadcast(node, message));
        case Effect.SetTimer _, Effect.CancelTimer _, Effect.Announce _, Effect.Evidence _ -> {}
        case Effect.ModeChanged _, Effect.Dropped _, Effect.TimedOut _ -> {}
        case Effect.ServeDecided(var member, long sequence) -> serve(node, member, sequence);
        case Effect.FetchRange(long first, long _) -> serve(node.publicKey(), first);
        case Effect.TellStatus(long sequence, var digest) ->
            others(node)
                .forEach(
                    to ->
                        queue.add(
                            new Delivery(
                                to, new Input.StatusReceived(node.publicKey(), sequence, digest))));
        case Effect.AskStatus(var asked, long question) ->
            asked.forEach(
                key ->
                    queue.add(
                        new Delivery(
                            nodeOf(key), new Input.StatusAsked(node.publicKey(), question))));
        case Effect.AnswerStatus(var asker, long question, long sequence, var digest) ->
            queue.add(
                new Delivery(
                    nodeOf(asker),
                    new Input.StatusAnswered(
                        node.publicKey(),
                        question,
                        sequence,
                        digest,
                        sequence == 0
                            ? Optional.empty()
                            : Optional.of(node.chain.get((int) sequence - 1).certificate()))));
      }
    }
  }

  private void answer(TestNode node, Effect.AskDraft ask) {
    if (work || ask.sealDue()) {
      var drafted =
          work ? List.of(TestMembers.transaction(transactions++)) : List.<Transaction>of();
      long time = Math.max(nowMillis, node.state.position().timeMillis() + 1);
      var inputs = node.sealInputs.plus(drafted, 0);
      new ValueRules(members.genesis)
          .ofDraft(node.state.position(), node.publicKey(), time, drafted, inputs)
          .ifPresent(value -> bodies.put(value.header().digest(), drafted));
      queue.add(
          new Delivery(
              node,
              new Input.DraftAnswered(
                  ask.sequence(), ask.previousDigest(), ask.round(), time, drafted, inputs)));
    }
  }

  private Input verdict(TestNode node, MicroblockHeader header) {
    var transactions = bodies.get(header.digest());
    var answer =
        node.state.sequence() == header.sequence() && transactions != null
            ? new Answer.Valid(header, transactions, node.sealInputs.plus(transactions, 0))
            : new Answer.NotYet("bodies");
    return new Input.VerdictAnswered(
        header.sequence(), header.previousDigest(), header.digest(), answer);
  }

  private static List<Hash256> wtxids(List<Transaction> transactions) {
    return transactions.stream().map(Transaction::wtxid).toList();
  }
}
