package io.timecoin.devnet.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.proto.internal.v1.InboundBatch;
import org.junit.jupiter.api.Test;

final class LetterTextTest {

  @Test
  void whatIsNoMessageIsShownAsBytes() {
    var letter = TestLetters.letter(ByteString.copyFrom(new byte[] {(byte) 0xff, 'A'})).build();

    assertThat(LetterText.of(TestLetters.stored(letter)))
        .contains(
            "dead letter  tx.inbound.dlq/5",
            "error        NOT_PROTOBUF",
            "failed in    verifier-service (verifier-1)",
            "record       tx.inbound partition 3 offset 17",
            "key          k",
            "header       h = v",
            "as           no Protobuf message of this topic")
        .last()
        .isEqualTo("00000000  ff 41" + " ".repeat(42) + "  .A");
  }

  @Test
  void aMessageIsShownFieldByField() {
    var batch = InboundBatch.newBuilder().setSentAtMillis(77).build();
    var letter = TestLetters.letter(batch.toByteString()).build();

    assertThat(LetterText.of(TestLetters.stored(letter)))
        .contains("as           timecoin.internal.v1.InboundBatch", "  sent_at_millis: 77");
  }

  @Test
  void aRecordWithoutKeyOrValueIsNoEmptyOne() {
    var none = TestLetters.letter(ByteString.EMPTY).clearKey().clearValue().build();
    var empty = TestLetters.letter(ByteString.EMPTY).build();

    assertThat(LetterText.of(TestLetters.stored(none)))
        .contains("key          none", "value        none");
    assertThat(LetterText.of(TestLetters.stored(empty))).contains("value        0 bytes");
  }

  @Test
  void aLargeRecordDoesNotFillTheScreen() {
    var batch = InboundBatch.newBuilder();
    for (int i = 0; i < 50_000; i++) {
      batch.addTransactions(ByteString.copyFrom(new byte[100]));
    }
    var letter = TestLetters.letter(batch.build().toByteString()).build();

    assertThat(LetterText.of(TestLetters.stored(letter)))
        .hasSizeLessThan(500)
        .contains("  … 49,800 lines more");
  }

  @Test
  void aDumpHasSixteenBytesToALine() {
    assertThat(HexDump.of(new byte[33], 4_096)).hasSize(3);
    assertThat(HexDump.of(new byte[0], 4_096)).isEmpty();
    assertThat(HexDump.of(new byte[40], 16)).hasSize(2).last().isEqualTo("… 24 bytes more");
  }
}
