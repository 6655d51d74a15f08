package io.timecoin.protocol.messages;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.rules.Refusal;
import io.timecoin.protocol.rules.RejectCode;
import java.util.Optional;
import java.util.OptionalInt;

/** Refusals as they travel between services (timecoin.internal.v1.Refusal). */
public final class RefusalMessages {
  private static final int NO_INPUT = -1;

  private RefusalMessages() {}

  public static io.timecoin.protocol.proto.internal.v1.Refusal toProto(Refusal refusal) {
    var message =
        io.timecoin.protocol.proto.internal.v1.Refusal.newBuilder()
            .setCode(refusal.code().name())
            .setDetail(refusal.detail())
            .setInputIndex(refusal.inputIndex().orElse(NO_INPUT))
            .setOtherSequence(refusal.otherSequence());
    refusal
        .otherTxid()
        .ifPresent(txid -> message.setOtherTxid(ByteString.copyFrom(txid.toByteArray())));
    return message.build();
  }

  /**
   * The refusal that a message carries.
   *
   * @throws DecodeException for a code this version does not know, or an impossible field
   */
  public static Refusal fromProto(io.timecoin.protocol.proto.internal.v1.Refusal message)
      throws DecodeException {
    return new Refusal(
        code(message.getCode()),
        message.getDetail(),
        inputIndex(message.getInputIndex()),
        otherTxid(message.getOtherTxid()),
        message.getOtherSequence());
  }

  private static RejectCode code(String name) throws DecodeException {
    try {
      return RejectCode.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw new DecodeException("an unknown reject code");
    }
  }

  private static OptionalInt inputIndex(int index) throws DecodeException {
    if (index < NO_INPUT) {
      throw new DecodeException("an input index of " + index);
    }
    return index == NO_INPUT ? OptionalInt.empty() : OptionalInt.of(index);
  }

  private static Optional<Hash256> otherTxid(ByteString bytes) throws DecodeException {
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    if (bytes.size() != Hash256.SIZE) {
      throw new DecodeException("a txid of " + bytes.size() + " bytes");
    }
    return Optional.of(Hash256.of(bytes.toByteArray()));
  }
}
