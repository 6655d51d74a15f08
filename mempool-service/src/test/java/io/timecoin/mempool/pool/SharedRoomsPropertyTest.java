package io.timecoin.mempool.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.mempool.status.Provenance;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Transaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The two rooms that peers share, orphans and what is kept aside (PROTOCOL §5.1, §5.4), against
 * plain lists: after every arrival, departure and expiry both hold the same, have the same room
 * left for whomever, and ask the ledger about the same.
 */
class SharedRoomsPropertyTest {
  private static final int STEPS = 3_000;
  private static final int ROOM = 16;
  private static final int BYTES = 12_000;
  private static final int PARENTS = 8;
  private static final long AGE = Duration.ofMinutes(5).toMillis();

  private static final PoolLimits LIMITS =
      new PoolLimits(
          100,
          1_000_000,
          Duration.ofHours(2),
          25,
          101_000,
          ROOM,
          BYTES,
          Duration.ofMillis(AGE),
          10,
          Duration.ofHours(1),
          ROOM,
          BYTES,
          Duration.ofMillis(AGE),
          10);

  /** One in a room, oldest first in its list. */
  private record Guest(Transaction transaction, Provenance provenance, long sinceMillis) {
    boolean isFrom(Provenance other) {
      return provenance.origin().getPeer().equals(other.origin().getPeer());
    }
  }

  private final PoolScene scene = new PoolScene();
  private final List<Guest> model = new ArrayList<>();
  private final List<Transaction> made = new ArrayList<>();

  /** Small, larger and large, to ask whether there is room for them. */
  private final List<Transaction> samples =
      IntStream.of(1, 15, 50)
          .mapToObj(outputs -> scene.spend(List.of(new OutPoint(parent(0), 0)), new long[outputs]))
          .toList();

  private Random random;
  private long now = PoolScene.START;
  private int turnedAway;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void orphansAreWhatAPlainListOfThemSays(long seed) {
    random = new Random(seed);
    var orphanage = new Orphanage(LIMITS);
    Set<Hash256> asked = new HashSet<>();
    for (int step = 0; step < STEPS; step++) {
      now += random.nextLong(20_000);
      switch (random.nextInt(10)) {
        case 0 -> {
          Hash256 parent = parent(random.nextInt(PARENTS));
          List<Transaction> waited = model.stream().map(Guest::transaction).toList();
          List<Transaction> expected =
              waited.stream().filter(each -> waitsFor(each, parent)).toList();
          assertThat(transactions(orphanage.release(parent))).isEqualTo(expected);
          model.removeIf(guest -> expected.contains(guest.transaction()));
        }
        case 1 -> {
          List<Guest> expected = model.stream().filter(this::isOld).toList();
          assertThat(transactions(orphanage.expire(now)))
              .isEqualTo(expected.stream().map(Guest::transaction).toList());
          model.removeAll(expected);
        }
        case 2 -> {
          if (!made.isEmpty()) {
            Transaction one = made.get(random.nextInt(made.size()));
            boolean here = model.removeIf(guest -> guest.transaction().equals(one));
            assertThat(orphanage.remove(one.wtxid()).isPresent()).isEqualTo(here);
          }
        }
        default -> arrive(orphanage, asked);
      }
      asked.removeIf(wtxid -> model.stream().noneMatch(each -> wtxid.equals(wtxid(each))));
      check(orphanage, asked);
    }
    assertThat(turnedAway).isGreaterThan(100);
  }

  private void arrive(Orphanage orphanage, Set<Hash256> asked) {
    Transaction transaction = transaction();
    Provenance provenance = provenance();
    var orphan = orphan(transaction, provenance);
    assertThat(orphanage.hasRoomFor(orphan)).isEqualTo(hasRoomFor(provenance, transaction.size()));
    if (!orphanage.hasRoomFor(orphan)) {
      turnedAway++;
      return;
    }
    orphanage.add(orphan);
    model.add(new Guest(transaction, provenance, now));
    if (random.nextBoolean()) {
      orphanage.questions().asked(transaction.wtxid(), now);
      asked.add(transaction.wtxid());
    }
  }

  private void check(Orphanage orphanage, Set<Hash256> asked) {
    assertThat(orphanage.size()).isEqualTo(model.size());
    assertThat(orphanage.awaited())
        .isEqualTo(
            model.stream()
                .flatMap(guest -> guest.transaction().inputs().stream())
                .map(input -> input.outpoint().txid())
                .distinct()
                .count());
    for (Guest guest : model) {
      assertThat(orphanage.find(wtxid(guest)).map(Orphan::transaction))
          .contains(guest.transaction());
    }
    for (int peer = 0; peer < 4; peer++) {
      for (Transaction sample : samples) {
        Provenance provenance = provenance(peer);
        assertThat(orphanage.hasRoomFor(orphan(sample, provenance)))
            .isEqualTo(hasRoomFor(provenance, sample.size()));
      }
    }
    assertThat(orphanage.questions().due(now + AGE)).containsExactlyInAnyOrderElementsOf(asked);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whatIsKeptAsideIsWhatAPlainListOfItSays(long seed) {
    random = new Random(seed);
    var keptAside = new KeptAside(LIMITS);
    int pushedOut = 0;
    for (int step = 0; step < STEPS; step++) {
      now += random.nextLong(20_000);
      switch (random.nextInt(10)) {
        case 0 -> {
          keptAside.expire(now);
          model.removeIf(this::isOld);
        }
        case 1 -> {
          if (!made.isEmpty()) {
            Transaction one = made.get(random.nextInt(made.size()));
            keptAside.remove(one.wtxid());
            model.removeIf(guest -> guest.transaction().equals(one));
          }
        }
        case 2 -> {
          // Again: it stays where it was, whoever brings it.
          if (!model.isEmpty()) {
            keptAside.add(model.getFirst().transaction(), provenance(), now);
          }
        }
        default -> {
          int before = model.size();
          Transaction transaction = transaction();
          Provenance provenance = provenance();
          keptAside.add(transaction, provenance, now);
          keep(transaction, provenance);
          pushedOut += before + 1 - model.size();
        }
      }
      assertThat(keptAside.size()).isEqualTo(model.size());
      for (Transaction each : made.subList(Math.max(0, made.size() - 2 * ROOM), made.size())) {
        Optional<Transaction> expected =
            model.stream().map(Guest::transaction).filter(each::equals).findFirst();
        assertThat(keptAside.find(each.wtxid())).isEqualTo(expected);
      }
    }
    assertThat(pushedOut).isGreaterThan(100);
  }

  private void keep(Transaction transaction, Provenance provenance) {
    while (!isWithinShare(provenance, transaction.size())) {
      model.remove(model.stream().filter(guest -> guest.isFrom(provenance)).findFirst().get());
    }
    while (!isWithinRoom(transaction.size())) {
      model.removeFirst();
    }
    model.add(new Guest(transaction, provenance, now));
  }

  private boolean hasRoomFor(Provenance provenance, int size) {
    return isWithinRoom(size) && isWithinShare(provenance, size);
  }

  private boolean isWithinRoom(int size) {
    return model.size() < ROOM && bytes(model) + size <= BYTES;
  }

  /** A quarter of both for a peer, all for clients together; the first always has its place. */
  private boolean isWithinShare(Provenance provenance, int size) {
    List<Guest> own = model.stream().filter(guest -> guest.isFrom(provenance)).toList();
    int parts = provenance.origin().getPeer().isEmpty() ? 1 : 4;
    return own.isEmpty() || (own.size() < ROOM / parts && bytes(own) + size <= BYTES / parts);
  }

  private static long bytes(List<Guest> guests) {
    return guests.stream().mapToLong(guest -> guest.transaction().size()).sum();
  }

  private boolean isOld(Guest guest) {
    return guest.sinceMillis() + AGE <= now;
  }

  private Transaction transaction() {
    int parents = 1 + random.nextInt(3);
    List<OutPoint> inputs =
        random
            .ints(0, PARENTS)
            .distinct()
            .limit(parents)
            .mapToObj(parent -> new OutPoint(parent(parent), made.size()))
            .toList();
    long[] values = IntStream.range(0, 1 + random.nextInt(40)).mapToLong(_ -> 1_000).toArray();
    Transaction transaction = scene.spend(inputs, values);
    made.add(transaction);
    return transaction;
  }

  private Orphan orphan(Transaction transaction, Provenance provenance) {
    return new Orphan(
        transaction,
        provenance,
        now,
        Refusal.of(RejectCode.UNKNOWN_INPUT, "unknown"),
        transaction.inputs().stream().map(Input::outpoint).toList());
  }

  private Provenance provenance() {
    return provenance(random.nextInt(4));
  }

  /** Peers, and clients as the fourth. */
  private static Provenance provenance(int peer) {
    return peer == 3 ? PoolScene.client() : PoolScene.peer(peer);
  }

  private static Hash256 parent(int number) {
    return Sha256.hash(new byte[] {(byte) number});
  }

  private static boolean waitsFor(Transaction transaction, Hash256 parent) {
    return transaction.inputs().stream().anyMatch(input -> input.outpoint().txid().equals(parent));
  }

  private static Hash256 wtxid(Guest guest) {
    return guest.transaction().wtxid();
  }

  private static List<Transaction> transactions(List<Orphan> orphans) {
    return orphans.stream().map(Orphan::transaction).toList();
  }
}
