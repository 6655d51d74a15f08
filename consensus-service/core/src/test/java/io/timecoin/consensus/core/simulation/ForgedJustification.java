package io.timecoin.consensus.core.simulation;

import io.timecoin.consensus.core.message.RoundChange;
import io.timecoin.protocol.crypto.Hash256;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Proposes a value of its own where others have prepared one. */
final class ForgedJustification implements Misdeed {

  @Override
  public boolean leads(int round) {
    return round > 0;
  }

  @Override
  public void lead(Puppet puppet, Leadership leadership) {
    var position = leadership.position();
    var transactions =
        puppet.coin().map(coin -> List.of(Payments.of(coin, 1, 0))).orElse(List.of());
    puppet
        .value(position, puppet.world().queue().nowMillis(), transactions)
        .ifPresent(
            value ->
                attempts(puppet, leadership, value.header().digest())
                    .forEach(
                        changes ->
                            puppet.propose(
                                value.header(),
                                transactions,
                                leadership.round(),
                                changes,
                                puppet.everyone())));
  }

  /** Everything that might pass for a justification of another value. */
  private static List<List<RoundChange>> attempts(
      Puppet puppet, Leadership leadership, Hash256 digest) {
    long sequence = leadership.position().nextSequence();
    var own = puppet.roundChange(sequence, leadership.round(), Optional.empty());
    var changes = puppet.withOwn(leadership, leadership.changes());
    return puppet
        .draw()
        .shuffled(
            List.of(
                changes.stream().map(ForgedJustification::stripped).toList(),
                Collections.nCopies(leadership.position().committee().size(), own),
                changes.stream().filter(change -> change.prepared().isEmpty()).toList(),
                stale(puppet, leadership, own),
                withForgedPrepared(puppet, leadership, digest)));
  }

  /** Signed for what was prepared, and showing nothing. */
  private static RoundChange stripped(RoundChange change) {
    return new RoundChange(
        change.sequence(), change.round(), Optional.empty(), change.signer(), change.signature());
  }

  /** Its own claims that the value was prepared in the round before, later than any other. */
  private static List<RoundChange> withForgedPrepared(
      Puppet puppet, Leadership leadership, Hash256 digest) {
    var position = leadership.position();
    var certificate =
        RoundLies.forged(
            puppet, position.committee(), position.nextSequence(), leadership.round() - 1, digest);
    var changes = new ArrayList<RoundChange>();
    leadership.changes().stream()
        .filter(change -> !change.signer().equals(puppet.key()))
        .forEach(changes::add);
    changes.add(
        puppet.roundChange(position.nextSequence(), leadership.round(), Optional.of(certificate)));
    return changes;
  }

  /** Those of an earlier round, in which nothing was prepared yet. */
  private static List<RoundChange> stale(Puppet puppet, Leadership leadership, RoundChange own) {
    var position = leadership.position();
    for (int round = leadership.round() - 1; round > 0; round--) {
      var before =
          new Leadership(
              position, round, puppet.observed().changes(position.nextSequence(), round));
      if (before.unbound().isPresent()) {
        return before.unbound().get();
      }
    }
    return List.of(own);
  }
}
