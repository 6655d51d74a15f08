package io.timecoin.consensus.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.consensus.core.chain.ChainPosition;
import io.timecoin.consensus.core.message.SignedMessage;
import io.timecoin.consensus.core.round.TimerPolicy;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.SealInputs;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.ed25519.Ed25519Verifier;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One member: the machine, its vote log, its chain and its timers; no mempool rule is checked. */
final class TestNode {
  record Due(long atMillis, Timer timer) {}

  final KeyPair key;
  final TestMembers members;
  final ConsensusMachine machine;
  final List<LogEntry> log = new ArrayList<>();
  final List<CertifiedMicroblock> chain = new ArrayList<>();
  final List<Effect> effects = new ArrayList<>();
  final Map<Timer.Kind, Due> timers = new EnumMap<>(Timer.Kind.class);
  private final Map<String, Hash256> signed = new HashMap<>();
  ConsensusState state;
  Step last;
  SealInputs sealInputs = SealInputs.after(0, Hash256.ZERO);

  TestNode(TestMembers members, KeyPair key) {
    this.members = members;
    this.key = key;
    this.machine =
        new ConsensusMachine(members.genesis, TestMembers.signer(key), TestMembers.checker());
    restore();
  }

  PublicKey publicKey() {
    return key.publicKey();
  }

  /** Throws the state away and makes it anew of chain and log. */
  void restore() {
    var position = ChainPosition.genesis(members.genesis);
    for (var microblock : chain) {
      position = position.after(microblock.header());
    }
    timers.clear();
    state = machine.initial(position, mode(), TimerPolicy.startingWith(1_000));
  }

  /** As the log says. */
  private Mode mode() {
    return log.stream()
        .filter(LogEntry.Observing.class::isInstance)
        .map(LogEntry.Observing.class::cast)
        .reduce((_, newer) -> newer)
        .filter(entry -> entry.signsFrom() > chain.size() + 1)
        .<Mode>map(entry -> new Mode.Observing(entry.reason(), entry.signsFrom()))
        .orElse(new Mode.Voting());
  }

  Step start(long nowMillis) {
    List<SignedMessage> own = new ArrayList<>();
    List<Certificate> prepared = new ArrayList<>();
    for (var entry : log) {
      switch (entry) {
        case LogEntry.Spoken(var message) -> {
          if (message.sequence() > chain.size()) {
            own.add(message);
          }
        }
        case LogEntry.Prepared(var certificate) -> {
          if (certificate.sequence() > chain.size()) {
            prepared.add(certificate);
          }
        }
        case LogEntry.Decided _, LogEntry.Halted _, LogEntry.Observing _ -> {}
      }
    }
    return step(nowMillis, new Input.Started(own, prepared));
  }

  Step step(long nowMillis, Input input) {
    last = machine.step(state, new Event(nowMillis, input));
    state = last.state();
    for (var entry : last.entries()) {
      log.add(entry);
      switch (entry) {
        case LogEntry.Spoken(var message) -> neverTwice(message);
        case LogEntry.Decided(var microblock, int _) -> decided(microblock);
        case LogEntry.Prepared _, LogEntry.Halted _, LogEntry.Observing _ -> {}
      }
    }
    for (var effect : last.effects()) {
      effects.add(effect);
      switch (effect) {
        case Effect.SetTimer(var timer, long delay) ->
            timers.put(timer.kind(), new Due(nowMillis + delay, timer));
        case Effect.CancelTimer(var kind) -> timers.remove(kind);
        default -> {}
      }
    }
    return last;
  }

  /** The first certificate this node made durable is checked by the protocol library. */
  private void decided(CertifiedMicroblock microblock) {
    assertThat(
            microblock
                .certificate()
                .verify(members.committee(), members.genesis.hash(), new Ed25519Verifier())
                .isValid())
        .isTrue();
    append(microblock);
  }

  void append(CertifiedMicroblock microblock) {
    chain.add(microblock);
    assertThat(microblock.header().sequence()).isEqualTo(chain.size());
    sealInputs =
        microblock.header().seal().isPresent()
            ? SealInputs.after(chain.size(), Hash256.ZERO)
            : sealInputs.plus(microblock.transactions(), 0);
  }

  private void neverTwice(SignedMessage message) {
    assertThat(message.type()).isNotEqualTo(VoteType.TIMEOUT);
    var place = message.type() + "/" + message.sequence() + "/" + message.round();
    var before = signed.putIfAbsent(place, message.digest());
    assertThat(before).as("signed a second time: %s", place).isNull();
  }
}
