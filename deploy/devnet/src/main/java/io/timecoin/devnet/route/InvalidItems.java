package io.timecoin.devnet.route;

import io.timecoin.devnet.load.Defect;
import io.timecoin.devnet.load.DefectivePayments;
import io.timecoin.protocol.codec.CanonicalWriter;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Payments with one defect each, all different, as a request's body has them. Sent again and again:
 * a flood that had to sign each one anew would be smaller.
 *
 * @param items each with its length before it
 * @param wtxids of these, in the same order
 */
record InvalidItems(List<byte[]> items, List<Hash256> wtxids) {
  /** So large that a request of them would be of megabytes, and coins that make orphans wait. */
  private static final Set<Defect> LEFT_OUT =
      EnumSet.of(Defect.TOO_LARGE, Defect.MANY_INPUTS, Defect.MANY_OUTPUTS, Defect.UNKNOWN_COIN);

  InvalidItems {
    items = List.copyOf(items);
    wtxids = List.copyOf(wtxids);
  }

  /** Makes so many, of every kind equally many. */
  static InvalidItems make(DefectivePayments defective, int count) {
    List<Defect> kinds =
        Arrays.stream(Defect.values()).filter(kind -> !LEFT_OUT.contains(kind)).toList();
    long nowSeconds = Instant.now().getEpochSecond();
    var items = new ArrayList<byte[]>(count);
    var wtxids = new ArrayList<Hash256>(count);
    for (int i = 0; i < count; i++) {
      byte[] payment = defective.make(kinds.get(i % kinds.size()), nowSeconds);
      items.add(new CanonicalWriter().bytes(payment).toByteArray());
      wtxids.add(Sha256.hash(payment));
    }
    return new InvalidItems(items, wtxids);
  }
}
