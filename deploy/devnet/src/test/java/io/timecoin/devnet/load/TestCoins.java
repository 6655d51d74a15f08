package io.timecoin.devnet.load;

import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.ed25519.Ed25519Verifier;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.rules.Spender;
import io.timecoin.protocol.rules.StatefulRules;
import io.timecoin.protocol.rules.StatelessRules;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.rules.UtxoView;
import io.timecoin.protocol.rules.Verdict;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A UTXO set of coins made for a test, and the protocol's own rules over it. */
final class TestCoins implements UtxoView {
  static final Hash256 GENESIS = hash("genesis");
  static final long NOW = 1_800_000_000L;

  private final Map<OutPoint, UnspentOutput> unspent = new HashMap<>();
  private final Map<OutPoint, Spender> spenders = new HashMap<>();
  private final Ed25519Verifier verifier = new Ed25519Verifier();

  static KeyPair key(String name) {
    return KeyPair.fromSeed(hash(name).toByteArray());
  }

  static Hash256 hash(String text) {
    return Sha256.hash(text.getBytes(StandardCharsets.UTF_8));
  }

  Coin unspent(String name, long value, KeyPair owner) {
    var coin = new Coin(new OutPoint(hash(name), 1), value, owner);
    var output = Output.payTo(Address.of(Network.DEVNET, owner.publicKey()), value);
    unspent.put(coin.outpoint(), new UnspentOutput(coin.outpoint(), output, 1, false));
    return coin;
  }

  Coin spent(String name, long value, KeyPair owner) {
    var coin = new Coin(new OutPoint(hash(name), 1), value, owner);
    spenders.put(coin.outpoint(), new Spender.Final(hash("spender of " + name), 7));
    return coin;
  }

  /** The code by which the protocol refuses these bytes; empty when it accepts them. */
  Optional<RejectCode> judge(byte[] raw) {
    var verdict =
        new StatelessRules(Network.DEVNET, GENESIS)
            .check(raw, NOW, verifier)
            .then(sound -> new StatefulRules(Network.DEVNET).check(sound, this, 1, NOW));
    return switch (verdict) {
      case Verdict.Accepted<?> _ -> Optional.empty();
      case Verdict.Refused<?>(var refusal) -> Optional.of(refusal.code());
    };
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
