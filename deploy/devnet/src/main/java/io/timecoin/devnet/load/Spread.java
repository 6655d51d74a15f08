package io.timecoin.devnet.load;

import java.util.ArrayList;
import java.util.List;

/** Which shipment goes through which door: each in turn, so neighbours, as rivals are, part. */
final class Spread {
  private Spread() {}

  /** The next boundary at which no pair of rivals is cut apart, so that both go out at once. */
  static int wholePairs(List<Shipment> shipments, int due) {
    return due > 0
            && due < shipments.size()
            && shipments.get(due - 1).expected() instanceof Shipment.OneOfPair(int last)
            && shipments.get(due).expected() instanceof Shipment.OneOfPair(int next)
            && last == next
        ? due + 1
        : due;
  }

  /**
   * One list per door.
   *
   * @param first the number of the first of these in the whole run
   */
  static List<List<Shipment>> over(List<Shipment> due, int first, int doors) {
    var shares = new ArrayList<List<Shipment>>();
    for (int door = 0; door < doors; door++) {
      shares.add(new ArrayList<>());
    }
    for (int i = 0; i < due.size(); i++) {
      shares.get((first + i) % doors).add(due.get(i));
    }
    return shares;
  }
}
