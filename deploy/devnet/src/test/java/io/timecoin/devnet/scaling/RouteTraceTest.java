package io.timecoin.devnet.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.timecoin.devnet.scaling.RouteTrace.Wait;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Four payments: a and b in one record, c in the next, d in another partition. */
final class RouteTraceTest {
  private final RouteTrace trace = new RouteTrace();

  @BeforeEach
  void writeInbound() {
    trace.inbound(id("a"), 3, 10, 0, 1_000);
    trace.inbound(id("b"), 3, 10, 1, 1_000);
    trace.inbound(id("c"), 3, 11, 0, 1_100);
    trace.inbound(id("d"), 4, 2, 0, 1_050);
  }

  @Test
  void partitionsMayOvertakeEachOther() {
    verified(2_000, "d", "a", "b", "c");

    assertThat(trace.outOfOrder()).isZero();
    assertThat(trace.unverified()).isZero();
    assertThat(trace.again()).isZero();
    assertThat(trace.waits()).hasSize(4);
  }

  @Test
  void withinAPartitionNothingMayOvertake() {
    verified(2_000, "c", "a", "b");

    assertThat(trace.outOfOrder()).isEqualTo(2);
  }

  @Test
  void withinARecordNothingMayOvertake() {
    verified(2_000, "b", "a", "c");

    assertThat(trace.outOfOrder()).isEqualTo(1);
  }

  @Test
  void whatIsVerifiedAgainFromAnEarlierPlaceOnIsNoDisorder() {
    verified(2_000, "a", "b", "c");
    verified(9_000, "b", "c", "d");

    assertThat(trace.again()).isEqualTo(2);
    assertThat(trace.outOfOrder()).isZero();
    assertThat(trace.waits())
        .extracting(Wait::millis)
        .containsExactly(1_000L, 1_000L, 7_950L, 900L);
  }

  @Test
  void whatHasNoVerdictIsUnverified() {
    verified(2_000, "a", "c", "d");

    assertThat(trace.unverified()).isEqualTo(1);
    assertThat(trace.waits()).hasSize(3);
  }

  @Test
  void whatWasHandedInAgainTakesNoPartInTheOrder() {
    trace.inbound(id("c"), 5, 0, 0, 1_500);
    verified(2_000, "c", "a", "b");

    assertThat(trace.outOfOrder()).isZero();
    assertThat(trace.handedInAgain()).isEqualTo(1);
  }

  @Test
  void whatTheGatewayWroteTwiceCountsAtItsFirstPlace() {
    trace.inbound(id("a"), 5, 0, 0, 1_500);
    verified(2_000, "a", "b", "c", "d", "a");

    assertThat(trace.again()).isEqualTo(1);
    assertThat(trace.waits()).hasSize(4).first().isEqualTo(new Wait(1_000, 1_000));
  }

  @Test
  void whatWasThereBeforeIsNotMeant() {
    verified(2_000, "before", "before");

    assertThat(trace.waits()).isEmpty();
    assertThat(trace.again()).isZero();
  }

  @Test
  void eachTimeBeyondTheFirstIsFinalTwice() {
    for (String name : new String[] {"a", "b", "a", "a"}) {
      trace.finalized(id(name));
    }

    assertThat(trace.twiceFinal()).isEqualTo(2);
  }

  private void verified(long atMillis, String... names) {
    for (String name : names) {
      trace.verified(id(name), atMillis);
    }
  }

  private static ByteString id(String name) {
    return ByteString.copyFromUtf8(name);
  }
}
