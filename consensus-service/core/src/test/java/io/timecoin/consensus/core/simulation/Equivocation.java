package io.timecoin.consensus.core.simulation;

import io.timecoin.protocol.committee.VoteType;
import java.util.List;

/** Proposes one value to some and another to the others, and prepares both. */
final class Equivocation implements Misdeed {

  @Override
  public boolean leads(int round) {
    return true;
  }

  @Override
  public void lead(Puppet puppet, Leadership leadership) {
    var justification = leadership.unbound();
    if (justification.isEmpty()) {
      return;
    }
    var first = puppet.some();
    var second = puppet.everyone().stream().filter(member -> !first.contains(member)).toList();
    long now = puppet.world().queue().nowMillis();
    propose(puppet, leadership, now, first);
    propose(puppet, leadership, now + 1, second);
  }

  private static void propose(
      Puppet puppet, Leadership leadership, long timeMillis, List<Integer> to) {
    var position = leadership.position();
    puppet
        .coin()
        .map(coin -> List.of(Payments.of(coin, puppet.draw().below(100), 0)))
        .flatMap(
            transactions ->
                puppet
                    .value(position, timeMillis, transactions)
                    .map(
                        value -> {
                          puppet.propose(
                              value.header(),
                              transactions,
                              leadership.round(),
                              puppet.withOwn(leadership, leadership.unbound().orElseThrow()),
                              to);
                          return value.header();
                        }))
        .ifPresent(
            header ->
                puppet.vote(
                    VoteType.PREPARE, header.sequence(), leadership.round(), header.digest(), to));
  }
}
