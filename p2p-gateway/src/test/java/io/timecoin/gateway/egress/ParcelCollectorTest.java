package io.timecoin.gateway.egress;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.timecoin.gateway.intake.Source;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How what goes into tx.inbound is put together. */
@Timeout(20)
class ParcelCollectorTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final int MAX_BYTES = 100;

  private final ParcelCollector collector = new ParcelCollector(MAX_BYTES, Duration.ofMillis(40));

  private static InboundParcel parcel(int transactions, int bytesEach) {
    return new InboundParcel(
        Source.CLIENT, Collections.nCopies(transactions, ByteString.copyFrom(new byte[bytesEach])));
  }

  private InboundParcel add(int transactions, int bytesEach) {
    InboundParcel parcel = parcel(transactions, bytesEach);
    collector.add(parcel);
    return parcel;
  }

  @Test
  void afterAQuietTimeAParcelGoesAtOnce() throws InterruptedException {
    var patient = new ParcelCollector(MAX_BYTES, LONG);
    InboundParcel parcel = parcel(1, 10);
    patient.add(parcel);
    assertThat(patient.next(LONG)).containsExactly(List.of(parcel));
  }

  @Test
  void nothingComesOfNothing() throws InterruptedException {
    assertThat(collector.next(Duration.ofMillis(1))).isEmpty();
  }

  @Test
  void theNextBatchIsKeptApartAndTakesWhatCameMeanwhile() throws Exception {
    collector.add(parcel(1, 10));
    assertThat(collector.next(LONG)).hasSize(1);
    InboundParcel first = add(1, 10);
    var next =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return collector.next(LONG);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    InboundParcel second = add(1, 10);
    assertThat(next.get()).containsExactly(List.of(first, second));
  }

  @Test
  void whatIsTooMuchForOneRecordIsCutInOrder() throws InterruptedException {
    InboundParcel first = add(3, 20);
    InboundParcel second = add(2, 20);
    InboundParcel third = add(1, 1);
    InboundParcel large = add(7, 20);
    InboundParcel last = add(1, 1);
    assertThat(collector.next(LONG))
        .containsExactly(List.of(first, second), List.of(third), List.of(large), List.of(last));
  }

  @Test
  void aRecordHasNoMoreTransactionsThanAVerifierTakes() throws InterruptedException {
    InboundParcel many = add(6_000, 0);
    InboundParcel more = add(4_000, 0);
    InboundParcel one = add(1, 0);
    assertThat(collector.next(LONG)).containsExactly(List.of(many, more), List.of(one));
  }

  @Test
  void whatNobodyHasTakenCanBeTakenBack() throws InterruptedException {
    InboundParcel parcel = add(1, 10);
    assertThat(collector.takeBack()).containsExactly(parcel);
    assertThat(collector.next(Duration.ofMillis(1))).isEmpty();
  }
}
