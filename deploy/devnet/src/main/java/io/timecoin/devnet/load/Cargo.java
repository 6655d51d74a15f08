package io.timecoin.devnet.load;

import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.transaction.ByteString;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;

/** Signs everything a run will send, before its clock starts. */
final class Cargo {
  private static final List<Defect> DEFECTS = List.of(Defect.values());

  /** A run leaves the next ones room among the 1,000 orphans of 5 minutes (PROTOCOL §5.4). */
  private static final int MAX_ORPHANS = 100;

  private final LoadPlan plan;
  private final Signer signer;
  private final KeyPair owner;
  private final RandomGenerator random;

  Cargo(LoadPlan plan, Signer signer, KeyPair owner, RandomGenerator random) {
    this.plan = plan;
    this.signer = signer;
    this.owner = owner;
    this.random = random;
  }

  /** How many coins a run of this plan spends at most. */
  int coinsWanted() {
    return Math.multiplyExact(plan.total(), plan.inputs());
  }

  /** In sending order; rivals stand side by side. */
  List<Shipment> load(List<Coin> coins, DefectivePayments defective, long nowSeconds) {
    Deque<Coin> left = new ArrayDeque<>(coins);
    var shipments = new ArrayList<Shipment>(plan.total());
    int defects = 0;
    int orphans = 0;
    int pairs = 0;
    while (shipments.size() < plan.total()) {
      double draw = random.nextDouble();
      // Half as often, as each brings two.
      if (draw < plan.conflicts() / 2 && shipments.size() + 1 < plan.total()) {
        List<Coin> contested = take(left);
        shipments.add(shipment(payment(contested, 0, nowSeconds), new Shipment.OneOfPair(pairs)));
        shipments.add(shipment(payment(contested, 1, nowSeconds), new Shipment.OneOfPair(pairs)));
        pairs++;
      } else if (draw > 1 - plan.invalid()) {
        // In turn, so that a run of some length has every code.
        Defect defect = DEFECTS.get(defects++ % DEFECTS.size());
        if (defect == Defect.UNKNOWN_COIN && ++orphans > MAX_ORPHANS) {
          defect = DEFECTS.get(defects++ % DEFECTS.size());
        }
        shipments.add(defective(defective.make(defect, nowSeconds), defect));
      } else {
        shipments.add(shipment(payment(take(left), 0, nowSeconds), new Shipment.Final()));
      }
    }
    return shipments;
  }

  private List<Coin> take(Deque<Coin> left) {
    var taken = new ArrayList<Coin>(plan.inputs());
    for (int i = 0; i < plan.inputs(); i++) {
      taken.add(left.removeFirst());
    }
    return taken;
  }

  /** Rivals pay the same coins in other shares. */
  private Transaction payment(List<Coin> coins, int variant, long nowSeconds) {
    long sum = coins.stream().mapToLong(Coin::value).sum();
    long fee = Fee.of(sum);
    long share = (sum - fee) / plan.outputs();
    var outputs = new ArrayList<Output>(plan.outputs());
    Address address = Address.of(Network.DEVNET, owner.publicKey());
    for (int i = 0; i < plan.outputs(); i++) {
      outputs.add(Output.payTo(address, share - (i == 0 ? variant : 0)));
    }
    return signer.pay(coins, outputs, 0, nowSeconds);
  }

  private static Shipment shipment(Transaction transaction, Shipment.Expected expected) {
    return new Shipment(
        transaction.wtxid().toString(),
        transaction.txid().toString(),
        ByteString.of(transaction.encode()),
        expected);
  }

  private static Shipment defective(byte[] bytes, Defect defect) {
    String id = Sha256.hash(bytes).toString();
    return new Shipment(id, id, ByteString.of(bytes), defect.expected());
  }
}
