package io.timecoin.consensus.core;

import io.timecoin.consensus.core.chain.ChainPosition;
import io.timecoin.consensus.core.chain.Committees;
import io.timecoin.consensus.core.chain.RecentDecisions;
import io.timecoin.consensus.core.round.EarlyMessages;
import io.timecoin.consensus.core.round.TimerPolicy;
import io.timecoin.consensus.core.signature.MessageSigner;
import io.timecoin.consensus.core.signature.SignatureChecker;
import io.timecoin.protocol.network.GenesisDocument;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * QBFT over microblocks as a value machine: one instance per sequence (PROTOCOL §6.3–6.9). A step
 * takes a state and an event and gives a state, what must become durable, and what may be done
 * then; it reads no clock, draws no random number and waits for nothing.
 *
 * <p>What taking an input in changes by itself:
 *
 * <table>
 *   <caption>Inputs, and what they lead to at once</caption>
 *   <tr><th>input</th><th>leads to</th></tr>
 *   <tr><td>a message for a decided sequence</td><td>its signer is served (§6.8)</td></tr>
 *   <tr><td>a message for the next sequence</td><td>kept within its signer's share (§6.6)</td></tr>
 *   <tr><td>one further ahead, or a status that is</td><td>final microblocks are fetched</td></tr>
 *   <tr><td>an own message or PREPARE that the log lacks</td>
 *     <td>observer, who asks the others where they are (§6.7)</td></tr>
 *   <tr><td>answers of more than two thirds to that question</td>
 *     <td>voter again, from two after the highest sequence named</td></tr>
 *   <tr><td>a served microblock with a certificate</td><td>decided, as by COMMITs</td></tr>
 *   <tr><td>a second certificate of a sequence for another digest</td><td>halted (§6.9)</td></tr>
 *   <tr><td>the round's timer expires</td>
 *     <td>TIMEOUT once per base and the draft announced; the round goes on</td></tr>
 * </table>
 *
 * <p>A step takes its input in, then applies the rules until none does anything more:
 *
 * <table>
 *   <caption>The transitions, in the order in which they are tried</caption>
 *   <tr><th>rule</th><th>when</th><th>does</th></tr>
 *   <tr><td>decide</td><td>a quorum of COMMITs of any one round and digest</td>
 *     <td>with the bodies: writes the certified microblock and begins the next sequence in round 0;
 *     without: waits for them, signing nothing more; two digests, or an invalid value: halts</td></tr>
 *   <tr><td>prepared</td><td>a quorum of PREPAREs of the round the node is in</td>
 *     <td>notes the certificate</td></tr>
 *   <tr><td>move on</td><td>more than a third of the weight has reached a higher round</td>
 *     <td>ROUND_CHANGE with what is prepared, which is fixed from then on; the round's timer starts
 *     anew, also without own work</td></tr>
 *   <tr><td>propose</td><td>the node leads the round; in a round above 0 with a quorum of
 *     ROUND_CHANGEs for it</td>
 *     <td>PROPOSAL: of the highest prepared value there, otherwise of the node's own draft</td></tr>
 *   <tr><td>prepare</td><td>the round's justified PROPOSAL is valid and its time has come</td>
 *     <td>PREPARE</td></tr>
 *   <tr><td>commit</td><td>prepared in this round, and valid</td>
 *     <td>the prepared certificate, COMMIT</td></tr>
 * </table>
 *
 * <p>After the rules, once: asks for what is missing, and starts the round's timer if there is
 * something to decide. Only a voting node signs ({@link Mode}); an observer does everything else.
 *
 * <p>In a committee of one all of it happens in the step that takes the draft in: PROPOSAL,
 * PREPARE, certificate, COMMIT and the microblock are entries of one step and so of one atomic
 * write. Each one's precondition of PROTOCOL §6.7 is durable in the same instant, and the bodies
 * already are.
 */
public final class ConsensusMachine {
  private final Environment environment;
  private final MessageIntake messages;
  private final List<Rule> rules;

  /**
   * A machine for one network and one key.
   *
   * @param signer this node's key; a key that is no member never signs
   */
  public ConsensusMachine(
      GenesisDocument genesis, MessageSigner signer, SignatureChecker signatures) {
    this(genesis, signer, signatures, Committees.unchanged());
  }

  /**
   * The same where members come and go.
   *
   * @param committees which committee follows a seal
   */
  public ConsensusMachine(
      GenesisDocument genesis,
      MessageSigner signer,
      SignatureChecker signatures,
      Committees committees) {
    this(Environment.of(genesis, signer, signatures, committees));
  }

  private ConsensusMachine(Environment environment) {
    this(environment, new Justification(environment), rules -> rules);
  }

  /** The seam through which tests plant mistakes; there is one machine outside of them. */
  ConsensusMachine(
      Environment environment, Justification justification, UnaryOperator<List<Rule>> planting) {
    this.environment = environment;
    messages = new MessageIntake(justification);
    rules =
        planting.apply(
            List.of(
                new DecideRule(messages),
                new PreparedRule(),
                new MoveOnRule(),
                new ProposeRule(),
                new PrepareRule(),
                new CommitRule()));
  }

  /** The state before the first input, which must be {@link Input.Started}. */
  public ConsensusState initial(ChainPosition position, Mode mode, TimerPolicy policy) {
    return new ConsensusState(
        mode,
        position,
        policy,
        EarlyMessages.NONE,
        RecentDecisions.NONE,
        CatchUp.NONE,
        Inquiry.NONE,
        Instance.fresh(true));
  }

  public Step step(ConsensusState state, Event event) {
    var turn = new Turn(environment, state, event.nowMillis());
    if (turn.isHalted()) {
      return turn.finish();
    }
    long sequence = turn.sequence();
    boolean couldSign = turn.maySign();
    boolean started = event.input() instanceof Input.Started;
    take(turn, event.input());
    applyRules(turn);
    if (!turn.isHalted()) {
      if (started || turn.sequence() != sequence || !couldSign) {
        waitForTheLeader(turn);
      }
      Requests.make(turn);
      RoundTimers.start(turn);
      RoundTimers.rest(turn, started);
    }
    Invariants.check(turn);
    return turn.finish();
  }

  private void take(Turn turn, Input input) {
    switch (input) {
      case Input.Started started -> StartIntake.start(turn, started);
      case Input.DraftAnswered draft -> AnswerIntake.receive(turn, draft);
      case Input.VerdictAnswered verdict -> AnswerIntake.receive(turn, verdict);
      case Input.ProposalFetched fetched -> AnswerIntake.receive(turn, fetched);
      case Input.MessageReceived(var message) -> messages.receive(turn, message);
      case Input.TimerFired(var timer) -> TimerIntake.fired(turn, timer);
      case Input.MicroblockFinal(var microblock) -> ChainIntake.receive(turn, microblock, messages);
      case Input.MicroblockServed(var microblock) -> ChainIntake.served(turn, microblock);
      case Input.StatusReceived status -> StatusIntake.receive(turn, status);
      case Input.StatusAsked asked -> StatusIntake.asked(turn, asked);
      case Input.StatusAnswered answer -> StatusIntake.answered(turn, answer);
      case Input.SigningAllowed(long firstSequence) -> turn.allowSigning(firstSequence);
    }
  }

  private void applyRules(Turn turn) {
    boolean moved;
    do {
      moved = !turn.isHalted() && rules.stream().anyMatch(rule -> rule.apply(turn));
    } while (moved);
  }

  private static void waitForTheLeader(Turn turn) {
    if (turn.maySign() && !turn.leads()) {
      turn.setTimer(Timer.Kind.PATIENCE, Requests.PATIENCE_MILLIS);
    }
  }
}
