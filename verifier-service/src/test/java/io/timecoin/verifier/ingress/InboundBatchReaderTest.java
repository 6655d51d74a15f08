package io.timecoin.verifier.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import io.timecoin.kit.kafka.BadRecordException;
import io.timecoin.protocol.proto.internal.v1.InboundBatch;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InboundBatchReaderTest {
  private final InboundBatchReader reader = new InboundBatchReader(3);

  @Test
  void aBatchIsRead() throws Exception {
    InboundBatch batch = batch(3);

    assertThat(reader.read(batch.toByteArray())).isEqualTo(batch);
  }

  @Test
  void moreTransactionsThanAnyGatewayWritesAreRefused() {
    byte[] value = batch(4).toByteArray();

    assertThatExceptionOfType(BadRecordException.class)
        .isThrownBy(() -> reader.read(value))
        .satisfies(e -> assertThat(e.error()).isEqualTo("TOO_MANY_TRANSACTIONS"));
  }

  @Test
  void aRecordWithoutValueIsRefused() {
    assertThatExceptionOfType(BadRecordException.class)
        .isThrownBy(() -> reader.read(null))
        .satisfies(e -> assertThat(e.error()).isEqualTo("NO_VALUE"));
  }

  @Test
  void mutatedBytesAreReadOrRefusedAndNothingElse() {
    Random random = new Random(42);
    byte[] value = batch(3).toByteArray();
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] mutated = Arrays.copyOf(value, random.nextInt(value.length + 1));
      for (int flips = random.nextInt(4); flips > 0 && mutated.length > 0; flips--) {
        mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
      }
      try {
        reader.read(mutated);
      } catch (BadRecordException e) {
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  private static InboundBatch batch(int transactions) {
    InboundBatch.Builder batch = InboundBatch.newBuilder().setSentAtMillis(1);
    for (int i = 0; i < transactions; i++) {
      batch.addTransactions(ByteString.copyFromUtf8("transaction " + i));
    }
    return batch.build();
  }
}
