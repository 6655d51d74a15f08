package io.timecoin.devnet.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CargoTest {
  private static final LoadPlan PLAN = new LoadPlan(50, 12, 2, 3, 0.1, 0.1);

  private final TestCoins coins = new TestCoins();
  private final KeyPair owner = TestCoins.key("owner");
  private final Cargo cargo = new Cargo(PLAN, new Signer(TestCoins.GENESIS), owner, new Random(7));

  @Test
  void aCargoHasWhatThePlanAsksForAndEveryDefect() {
    List<Shipment> shipments = load();

    assertThat(shipments).hasSize(PLAN.total());
    assertThat(shipments.stream().map(Shipment::id)).doesNotHaveDuplicates();
    assertThat(
            shipments.stream()
                .map(Shipment::expected)
                .filter(
                    expected ->
                        expected instanceof Shipment.Rejected
                            || expected instanceof Shipment.Waiting)
                .distinct())
        .hasSize((int) Arrays.stream(Defect.values()).map(Defect::code).distinct().count());
  }

  @Test
  void soundPaymentsAreSoundAndDefectiveOnesAreNot() {
    for (Shipment shipment : load()) {
      switch (shipment.expected()) {
        case Shipment.Final _, Shipment.OneOfPair _ ->
            assertThat(coins.judge(shipment.bytes())).isEmpty();
        case Shipment.Rejected(var code) ->
            assertThat(coins.judge(shipment.bytes())).contains(code);
        case Shipment.Waiting(var code) -> assertThat(coins.judge(shipment.bytes())).contains(code);
      }
    }
  }

  @Test
  void onlyRivalsSpendTheSameCoins() throws DecodeException {
    var spent = new HashSet<OutPoint>();
    Map<Integer, List<Transaction>> pairs = new HashMap<>();
    for (Shipment shipment : load()) {
      switch (shipment.expected()) {
        case Shipment.Final _ ->
            outpoints(Transaction.decode(shipment.bytes()))
                .forEach(outpoint -> assertThat(spent.add(outpoint)).isTrue());
        case Shipment.OneOfPair(int pair) ->
            pairs
                .computeIfAbsent(pair, _ -> new ArrayList<>())
                .add(Transaction.decode(shipment.bytes()));
        case Shipment.Rejected _, Shipment.Waiting _ -> {}
      }
    }
    assertThat(pairs).isNotEmpty();
    pairs
        .values()
        .forEach(
            pair -> {
              assertThat(pair).hasSize(2);
              assertThat(pair.get(0).txid()).isNotEqualTo(pair.get(1).txid());
              assertThat(outpoints(pair.get(0))).isEqualTo(outpoints(pair.get(1)));
              outpoints(pair.get(0)).forEach(outpoint -> assertThat(spent.add(outpoint)).isTrue());
            });
  }

  @Test
  void aLongRunLeavesRoomForOtherOrphans() {
    var plan = new LoadPlan(10_000, 1, 1, 1, 1, 0);
    var longRun = new Cargo(plan, new Signer(TestCoins.GENESIS), owner, new Random(7));
    List<Shipment> shipments = longRun.load(List.of(), defective(), TestCoins.NOW);

    assertThat(shipments).hasSize(plan.total());
    assertThat(shipments.stream().map(Shipment::expected))
        .filteredOn(Shipment.Waiting.class::isInstance)
        .hasSize(100);
  }

  private List<Shipment> load() {
    var available = new ArrayList<Coin>();
    for (int i = 0; i < cargo.coinsWanted(); i++) {
      available.add(coins.unspent("coin " + i, Preparation.COIN_VALUE, owner));
    }
    return cargo.load(available, defective(), TestCoins.NOW);
  }

  private DefectivePayments defective() {
    return new DefectivePayments(
        new Signer(TestCoins.GENESIS),
        coins.unspent("bait", 1_000_000_000_000L, owner),
        coins.spent("spent", 1_000_000_000_000L, owner),
        TestCoins.key("stranger"));
  }

  private static List<OutPoint> outpoints(Transaction transaction) {
    return transaction.inputs().stream().map(Input::outpoint).toList();
  }
}
