package io.timecoin.consensus.core.simulation;

import io.timecoin.protocol.transaction.Transaction;
import java.util.List;

/** A payment's owner can sign it many times: proposes one copy, and spreads others. */
final class OtherCopies implements Misdeed {

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
    Transaction copy = Payments.of(coin.get(), 5, 1);
    puppet
        .some()
        .forEach(
            member ->
                puppet
                    .world()
                    .member(member)
                    .mempool()
                    .offer(List.of(Payments.signed(copy, 2 + member))));
    puppet
        .value(leadership.position(), puppet.world().queue().nowMillis(), List.of(copy))
        .ifPresent(
            value ->
                puppet.propose(
                    value.header(),
                    List.of(copy),
                    leadership.round(),
                    puppet.withOwn(leadership, justification.get()),
                    puppet.everyone()));
  }
}
