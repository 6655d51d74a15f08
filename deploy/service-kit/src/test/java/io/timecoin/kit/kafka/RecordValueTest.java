package io.timecoin.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import com.google.protobuf.Internal;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import io.timecoin.devnet.hostile.HostileValue;
import io.timecoin.devnet.hostile.HostileValue.Fate;
import io.timecoin.devnet.hostile.HostileValues;
import io.timecoin.protocol.proto.internal.v1.Expired;
import io.timecoin.protocol.proto.internal.v1.JournalBatch;
import io.timecoin.protocol.proto.internal.v1.JournalEntry;
import io.timecoin.protocol.proto.internal.v1.Latency;
import io.timecoin.protocol.proto.internal.v1.Origin;
import io.timecoin.protocol.proto.internal.v1.StatusBatch;
import io.timecoin.protocol.proto.internal.v1.TransactionStatus;
import io.timecoin.protocol.topics.Topic;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RecordValueTest {
  private static final ByteString HASH = ByteString.copyFrom(new byte[32]);

  private final StatusBatch batch =
      StatusBatch.newBuilder()
          .setEpoch(1)
          .addStatuses(
              TransactionStatus.newBuilder()
                  .setWtxid(HASH)
                  .setOrigin(Origin.newBuilder().setGateway("g"))
                  .setExpired(Expired.getDefaultInstance()))
          .build();

  @ParameterizedTest
  @EnumSource(Topic.class)
  void whatIsNoMessageIsABadRecordInEveryTopic(Topic topic) {
    Optional<Class<? extends Message>> type = topic.valueType();
    if (type.isEmpty()) {
      return;
    }
    Message empty = Internal.getDefaultInstance(type.get());
    for (HostileValue value : new HostileValues(1).unreadable(empty, topic.largestRecordBytes())) {
      BadRecordException refused =
          catchThrowableOfType(
              BadRecordException.class, () -> RecordValue.parse(value.bytes(), empty));
      assertThat(refused).as("%s: %s", topic, value).isNotNull();
      assertThat(refused.error()).isIn("NO_VALUE", "NOT_PROTOBUF", "TOO_MANY_ENTRIES");
    }
  }

  /**
   * A named scenario: KillCampaignE2E, seed 3 of 2026-11-26. The mempool's own record of 424 that
   * had ended unseen was put aside as a dead letter, and they stood in the journal for ever.
   */
  @Test
  void theSmallestEntriesOfTheJournalAreNotTooMany() throws BadRecordException {
    var ended =
        JournalEntry.newBuilder()
            .setLeft(
                TransactionStatus.newBuilder()
                    .setWtxid(HASH)
                    .setOrigin(Origin.getDefaultInstance())
                    .setLatency(Latency.getDefaultInstance())
                    .setExpired(Expired.getDefaultInstance()));
    var journal = JournalBatch.newBuilder();
    for (int i = 0; i < 20_000; i++) {
      journal.addEntries(ended);
    }

    JournalBatch read =
        RecordValue.parse(journal.build().toByteArray(), JournalBatch.getDefaultInstance());

    assertThat(read.getEntriesCount()).isEqualTo(20_000);
  }

  @Test
  void newerFieldsDoNotDisturb() throws BadRecordException {
    for (HostileValue value : new HostileValues(2).harmless(batch, 1 << 20)) {
      StatusBatch read = RecordValue.parse(value.bytes(), StatusBatch.getDefaultInstance());
      assertThat(read.toBuilder().setUnknownFields(UnknownFieldSet.getDefaultInstance()).build())
          .isEqualTo(batch);
    }
  }

  @Test
  void mutationsAreReadOrRefusedAndNothingElse() {
    int refused = 0;
    for (HostileValue value : new HostileValues(3).mutated(batch, 1 << 20, 5_000)) {
      assertThat(value.fate()).isEqualTo(Fate.NONSENSE);
      try {
        RecordValue.parse(value.bytes(), StatusBatch.getDefaultInstance());
      } catch (BadRecordException e) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void theFullestBatchIsRead() throws BadRecordException {
    StatusBatch.Builder full = StatusBatch.newBuilder().setEpoch(1);
    for (int i = 0; i < 100_000; i++) {
      full.addStatuses(batch.getStatuses(0));
    }
    byte[] value = full.build().toByteArray();
    assertThat(RecordValue.parse(value, StatusBatch.getDefaultInstance()).getStatusesCount())
        .isEqualTo(100_000);
  }
}
