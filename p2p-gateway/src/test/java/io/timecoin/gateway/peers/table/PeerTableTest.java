package io.timecoin.gateway.peers.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.gateway.peers.hello.Refusal;
import io.timecoin.protocol.crypto.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** At most one connection per node key, the same at both ends. */
class PeerTableTest {
  private static final Optional<PublicKey> NOBODY = Optional.empty();
  private static final PublicKey LOW = key(1);
  private static final PublicKey HIGH = key(2);

  private record Line(PublicKey nodeKey, boolean outbound, String host, int number)
      implements Contender {}

  private static PublicKey key(int first) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) first;
    return PublicKey.of(bytes);
  }

  private static PeerTable<Line> table(PublicKey own) {
    return new PeerTable<>(own, 3, 2, 2);
  }

  private static Line inbound(int key, String host) {
    return new Line(key(key), false, host, 0);
  }

  private static Refusal refusal(Admission<Line> admission) {
    return ((Admission.Refused<Line>) admission).code();
  }

  @Test
  void whoDialsNeedNotSayHelloTwice() {
    var table = table(LOW);
    var first = new Line(HIGH, true, "h", 1);
    var second = new Line(HIGH, true, "h", 2);
    assertThat(table.claim(first)).isEmpty();
    assertThat(table.claim(second)).contains(Refusal.ALREADY_CONNECTED);
    table.remove(first);
    assertThat(table.claim(second)).isEmpty();
    assertThat(table.claim(new Line(LOW, true, "h", 3))).contains(Refusal.SELF);
  }

  /**
   * Both ends have dialled, both Hellos go both ways: in whatever order each end sees the two
   * connections come up, and a refused or replaced one go down, the same one stays.
   */
  @Test
  void whenBothDialTheOneOfTheLowerKeyStays() {
    for (int seed = 0; seed < 200; seed++) {
      var random = new Random(seed);
      var ends = List.of(table(LOW), table(HIGH));
      // Number 1 is dialled by the low key, number 2 by the high one.
      var steps = new ArrayList<int[]>();
      for (int end = 0; end < 2; end++) {
        for (int number = 1; number <= 2; number++) {
          steps.add(new int[] {end, number});
        }
      }
      java.util.Collections.shuffle(steps, random);
      var dead = new ArrayList<Integer>();
      for (int[] step : steps) {
        PeerTable<Line> table = ends.get(step[0]);
        if (dead.contains(step[1]) && random.nextBoolean()) {
          continue;
        }
        switch (table.admit(line(step[0], step[1]), NOBODY)) {
          case Admission.Admitted<Line>(Optional<Line> replaced, Refusal _) ->
              replaced.ifPresent(old -> dead.add(old.number()));
          case Admission.Refused<Line> _ -> dead.add(step[1]);
        }
      }
      for (int end = 0; end < 2; end++) {
        for (int number : dead) {
          ends.get(end).remove(line(end, number));
        }
      }
      assertThat(dead).as("seed %d", seed).doesNotContain(1);
      for (PeerTable<Line> table : ends) {
        assertThat(table.connected())
            .as("seed %d", seed)
            .extracting(Line::number)
            .containsExactly(1);
      }
    }
  }

  private static final List<List<Line>> LINES =
      List.of(
          List.of(new Line(HIGH, true, "h", 1), new Line(HIGH, false, "h", 2)),
          List.of(new Line(LOW, false, "l", 1), new Line(LOW, true, "l", 2)));

  /** The same object each time: a table knows its connections by identity. */
  private static Line line(int end, int number) {
    return LINES.get(end).get(number - 1);
  }

  @Test
  void whoDialsAnewHasGivenUpTheFirst() {
    var table = table(LOW);
    var old = new Line(HIGH, false, "h", 1);
    var renewed = new Line(HIGH, false, "h", 2);
    table.admit(old, NOBODY);
    assertThat(table.admit(renewed, NOBODY))
        .isEqualTo(new Admission.Admitted<>(Optional.of(old), Refusal.REPLACED));
    table.remove(old);
    assertThat(table.connected()).containsExactly(renewed);
  }

  @Test
  void strangersAreBoundedInAllAndPerAddress() {
    var table = table(LOW);
    assertThat(table.admit(inbound(3, "a"), NOBODY)).isInstanceOf(Admission.Admitted.class);
    assertThat(table.admit(inbound(4, "a"), NOBODY)).isInstanceOf(Admission.Admitted.class);
    assertThat(refusal(table.admit(inbound(5, "a"), NOBODY))).isEqualTo(Refusal.TOO_MANY);
    assertThat(table.admit(inbound(6, "b"), NOBODY)).isInstanceOf(Admission.Admitted.class);
    assertThat(refusal(table.admit(inbound(7, "c"), NOBODY))).isEqualTo(Refusal.TOO_MANY);
    assertThat(table.size()).isEqualTo(3);
  }

  @Test
  void membersAreTakenWhateverStrangersThereAre() {
    var table = table(LOW);
    table.admit(inbound(3, "a"), NOBODY);
    table.admit(inbound(4, "b"), NOBODY);
    table.admit(inbound(5, "c"), NOBODY);
    Optional<PublicKey> member = Optional.of(key(99));
    assertThat(table.admit(inbound(6, "a"), member)).isInstanceOf(Admission.Admitted.class);
    assertThat(table.admit(inbound(7, "a"), member)).isInstanceOf(Admission.Admitted.class);
    assertThat(refusal(table.admit(inbound(8, "a"), member))).isEqualTo(Refusal.TOO_MANY);
  }
}
