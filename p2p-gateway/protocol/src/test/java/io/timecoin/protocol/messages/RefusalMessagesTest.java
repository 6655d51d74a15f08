package io.timecoin.protocol.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.rules.Spender;
import io.timecoin.protocol.testing.TestTransactions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalMessagesTest {
  @ParameterizedTest
  @EnumSource
  void everyCodeComesBack(RejectCode code) throws DecodeException {
    var holder = new Spender.Final(TestTransactions.hash("other"), 42);
    for (var refusal :
        List.of(
            Refusal.of(code, "because"),
            Refusal.ofInput(code, 0, "because"),
            Refusal.ofInput(code, 999, holder, "because"))) {
      assertThat(RefusalMessages.fromProto(RefusalMessages.toProto(refusal))).isEqualTo(refusal);
    }
  }

  static List<io.timecoin.protocol.proto.internal.v1.Refusal> malformed() {
    var good = RefusalMessages.toProto(Refusal.of(RejectCode.DUST, "because"));
    return List.of(
        good.toBuilder().setCode("").build(),
        good.toBuilder().setCode("dust").build(),
        good.toBuilder().setInputIndex(-2).build(),
        good.toBuilder().setOtherTxid(ByteString.copyFrom(new byte[31])).build());
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void refusesWhatItCannotMean(io.timecoin.protocol.proto.internal.v1.Refusal message) {
    assertThatExceptionOfType(DecodeException.class)
        .isThrownBy(() -> RefusalMessages.fromProto(message));
  }

  @Test
  void aRefusalOfTheWholeHasNoInput() {
    assertThat(RefusalMessages.toProto(Refusal.of(RejectCode.DUST, "x")).getInputIndex())
        .isEqualTo(-1);
  }
}
