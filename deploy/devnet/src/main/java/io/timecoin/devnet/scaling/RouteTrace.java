package io.timecoin.devnet.scaling;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where each payment stood in tx.inbound, and when its verdicts came: what was never verified, what
 * was verified again, what overtook another of its partition, how long each waited, and what became
 * final twice. Written down in the order of the topics: first all of tx.inbound, then tx.verified.
 * Not thread-safe.
 */
final class RouteTrace {
  /** Where a payment stands in tx.inbound. */
  private record Place(int partition, long offset, int index) {
    boolean isBefore(Place other) {
      return offset != other.offset ? offset < other.offset : index < other.index;
    }
  }

  /** A payment and what became of it; the second time is 0 until there is a verdict. */
  private static final class Payment {
    private final Place place;
    private final long arrivedMillis;
    private long verifiedMillis;
    private boolean standsTwice;

    Payment(Place place, long arrivedMillis) {
      this.place = place;
      this.arrivedMillis = arrivedMillis;
    }
  }

  /**
   * How long one payment waited for its first verdict.
   *
   * @param arrivedMillis when tx.inbound held it, Unix milliseconds
   * @param millis from then on until tx.verified held the verdict
   */
  record Wait(long arrivedMillis, long millis) {
    long endMillis() {
      return arrivedMillis + millis;
    }
  }

  private final Map<ByteString, Payment> payments = new HashMap<>();
  private final Map<Integer, Place> furthest = new HashMap<>();
  private final Set<ByteString> finals = new HashSet<>();
  private long again;
  private long outOfOrder;
  private long twiceFinal;
  private long handedInAgain;

  /**
   * A payment in tx.inbound; one that was handed in again counts at its first place. Which of the
   * two a verdict is for cannot be told, so it takes no part in the order.
   */
  void inbound(ByteString wtxid, int partition, long offset, int index, long arrivedMillis) {
    var place = new Place(partition, offset, index);
    Payment before = payments.putIfAbsent(wtxid, new Payment(place, arrivedMillis));
    if (before != null) {
      before.standsTwice = true;
      handedInAgain++;
    }
  }

  /** The next verdict in tx.verified; one on what was in tx.inbound before counts for nothing. */
  void verified(ByteString wtxid, long atMillis) {
    Payment payment = payments.get(wtxid);
    if (payment == null) {
      return;
    }
    if (payment.verifiedMillis != 0) {
      again++;
      return;
    }
    payment.verifiedMillis = atMillis;
    if (!payment.standsTwice) {
      judgeOrder(payment);
    }
  }

  private void judgeOrder(Payment payment) {
    Place before = furthest.putIfAbsent(payment.place.partition(), payment.place);
    if (before != null && payment.place.isBefore(before)) {
      outOfOrder++;
    } else {
      furthest.put(payment.place.partition(), payment.place);
    }
  }

  /** The next transaction in chain.microblocks, with its signatures. */
  void finalized(ByteString transaction) {
    if (!finals.add(transaction)) {
      twiceFinal++;
    }
  }

  /** Payments without a verdict. */
  long unverified() {
    return payments.values().stream().filter(payment -> payment.verifiedMillis == 0).count();
  }

  /** How often tx.inbound holds a payment once more: a client got no answer, and asked again. */
  long handedInAgain() {
    return handedInAgain;
  }

  /** Verdicts on payments that had one: after kill -9, of what was not acknowledged. */
  long again() {
    return again;
  }

  /** First verdicts that came after one of a later payment of the same partition. */
  long outOfOrder() {
    return outOfOrder;
  }

  /** How often chain.microblocks holds a transaction once more. */
  long twiceFinal() {
    return twiceFinal;
  }

  /** Of all that have a verdict, in the order of arrival. */
  List<Wait> waits() {
    var waits = new ArrayList<Wait>();
    for (Payment payment : payments.values()) {
      if (payment.verifiedMillis != 0) {
        waits.add(new Wait(payment.arrivedMillis, payment.verifiedMillis - payment.arrivedMillis));
      }
    }
    waits.sort(Comparator.comparingLong(Wait::arrivedMillis));
    return waits;
  }
}
