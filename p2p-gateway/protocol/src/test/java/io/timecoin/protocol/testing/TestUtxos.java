package io.timecoin.protocol.testing;

import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.rules.Spender;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.rules.UtxoView;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A UTXO set that says what the test told it. */
public final class TestUtxos implements UtxoView {
  private final Map<OutPoint, UnspentOutput> unspent = new HashMap<>();
  private final Map<OutPoint, Spender> spenders = new HashMap<>();

  public TestUtxos with(OutPoint outpoint, Address owner, long value) {
    return with(outpoint, Output.payTo(owner, value));
  }

  public TestUtxos with(OutPoint outpoint, Output output) {
    unspent.put(outpoint, new UnspentOutput(outpoint, output, 0, false));
    return this;
  }

  /** From now on spent; a locked output is still found. */
  public TestUtxos spent(OutPoint outpoint, Spender spender) {
    spenders.put(outpoint, spender);
    if (!(spender instanceof Spender.Locked)) {
      unspent.remove(outpoint);
    }
    return this;
  }

  @Override
  public Optional<UnspentOutput> find(OutPoint outpoint) {
    return Optional.ofNullable(unspent.get(outpoint));
  }

  @Override
  public Optional<Spender> spender(OutPoint outpoint) {
    return Optional.ofNullable(spenders.get(outpoint));
  }
}
