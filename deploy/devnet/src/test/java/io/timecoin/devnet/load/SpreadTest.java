package io.timecoin.devnet.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.transaction.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SpreadTest {

  @Test
  void shipmentsTakeTheDoorsInTurnOverTheWholeRun() {
    List<Shipment> five = shipments("a", "b", "c", "d", "e");

    assertThat(ids(Spread.over(five, 0, 2)))
        .containsExactly(List.of("a", "c", "e"), List.of("b", "d"));
    assertThat(ids(Spread.over(five, 3, 4)))
        .containsExactly(List.of("b"), List.of("c"), List.of("d"), List.of("a", "e"));
    assertThat(ids(Spread.over(five, 7, 1))).containsExactly(List.of("a", "b", "c", "d", "e"));
  }

  @Test
  void rivalsGoThroughDifferentDoorsWhereverTheyStand() {
    for (int before = 0; before < 8; before++) {
      var shipments = new ArrayList<Shipment>();
      for (int i = 0; i < before; i++) {
        shipments.add(shipment("sound" + i, new Shipment.Final()));
      }
      shipments.addAll(pair(0));

      for (List<Shipment> share : Spread.over(shipments, 0, 4)) {
        assertThat(share.stream().filter(SpreadTest::isRival)).hasSizeLessThan(2);
      }
    }
  }

  @Test
  void aPairGoesOutWholeAndTwoNeighbouringPairsAreTwo() {
    var shipments = new ArrayList<Shipment>();
    shipments.add(shipment("sound", new Shipment.Final()));
    shipments.addAll(pair(0));
    shipments.addAll(pair(1));

    assertThat(Spread.wholePairs(shipments, 0)).isZero();
    assertThat(Spread.wholePairs(shipments, 1)).isEqualTo(1);
    assertThat(Spread.wholePairs(shipments, 2)).isEqualTo(3);
    assertThat(Spread.wholePairs(shipments, 3)).isEqualTo(3);
    assertThat(Spread.wholePairs(shipments, 4)).isEqualTo(5);
    assertThat(Spread.wholePairs(shipments, 5)).isEqualTo(5);
  }

  private static boolean isRival(Shipment shipment) {
    return shipment.expected() instanceof Shipment.OneOfPair;
  }

  private static List<List<String>> ids(List<List<Shipment>> shares) {
    return shares.stream().map(share -> share.stream().map(Shipment::id).toList()).toList();
  }

  private static List<Shipment> shipments(String... ids) {
    return List.of(ids).stream().map(id -> shipment(id, new Shipment.Final())).toList();
  }

  private static List<Shipment> pair(int number) {
    return List.of(
        shipment("a" + number, new Shipment.OneOfPair(number)),
        shipment("b" + number, new Shipment.OneOfPair(number)));
  }

  private static Shipment shipment(String id, Shipment.Expected expected) {
    return new Shipment(id, "txid-" + id, ByteString.of(new byte[] {1}), expected);
  }
}
