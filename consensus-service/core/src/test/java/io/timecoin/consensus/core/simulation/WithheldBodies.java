package io.timecoin.consensus.core.simulation;

import java.util.List;

/** Proposes a payment that nobody else has, and does not hand it out. */
final class WithheldBodies implements Misdeed {

  @Override
  public boolean leads(int round) {
    return true;
  }

  @Override
  public void lead(Puppet puppet, Leadership leadership) {
    var justification = leadership.unbound();
    var coin = puppet.coin();
    if (justification.isEmpty() || coin.isEmpty()) {
      return;
    }
    var secret = List.of(Payments.of(coin.get(), 6, 0));
    puppet
        .value(leadership.position(), puppet.world().queue().nowMillis(), secret)
        .ifPresent(
            value ->
                puppet.propose(
                    value.header(),
                    secret,
                    leadership.round(),
                    puppet.withOwn(leadership, justification.get()),
                    puppet.some()));
  }
}
