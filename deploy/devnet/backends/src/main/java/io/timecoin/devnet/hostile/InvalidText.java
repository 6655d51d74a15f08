package io.timecoin.devnet.hostile;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** A message whose first text is no UTF-8. */
final class InvalidText {
  private static final String PLACE = "@@@@@@@@@@@@@@@@";

  private InvalidText() {}

  /** Empty if no text is set in the message. */
  static Optional<byte[]> in(Message valid) {
    return withPlace(valid).map(InvalidText::overwritten);
  }

  private static Optional<Message> withPlace(Message message) {
    for (Map.Entry<FieldDescriptor, Object> set : message.getAllFields().entrySet()) {
      FieldDescriptor field = set.getKey();
      if (!field.isRepeated() && field.getJavaType() == JavaType.STRING) {
        return Optional.of(message.toBuilder().setField(field, PLACE).build());
      }
      if (!field.isRepeated() && field.getJavaType() == JavaType.MESSAGE) {
        Optional<Message> inner = withPlace((Message) set.getValue());
        if (inner.isPresent()) {
          return Optional.of(message.toBuilder().setField(field, inner.get()).build());
        }
      }
    }
    return Optional.empty();
  }

  private static byte[] overwritten(Message message) {
    byte[] bytes = message.toByteArray();
    byte[] place = PLACE.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i + place.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + place.length, place, 0, place.length)) {
        Arrays.fill(bytes, i, i + place.length, (byte) 0xff);
        return bytes;
      }
    }
    throw new IllegalStateException("the text that was set is not there");
  }
}
