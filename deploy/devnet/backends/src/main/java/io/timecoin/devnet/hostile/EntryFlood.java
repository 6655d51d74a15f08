package io.timecoin.devnet.hostile;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import java.util.Optional;

/** As many empty entries of a repeated field as fit: two bytes each, an object each for readers. */
final class EntryFlood {
  private static final int DEEPEST = 4;
  private static final int FRAMING = 16;

  private EntryFlood() {}

  /** Empty if the type has no repeated field of messages or bytes. */
  static Optional<byte[]> of(Descriptor type, int largest) {
    return flood(type, largest, DEEPEST);
  }

  private static Optional<byte[]> flood(Descriptor type, int largest, int depth) {
    for (FieldDescriptor field : type.getFields()) {
      if (field.isRepeated()
          && (field.getJavaType() == JavaType.MESSAGE
              || field.getJavaType() == JavaType.BYTE_STRING)) {
        return Optional.of(entries(field.getNumber(), largest));
      }
    }
    for (FieldDescriptor field : type.getFields()) {
      if (field.getJavaType() == JavaType.MESSAGE && depth > 0) {
        Optional<byte[]> inner = flood(field.getMessageType(), largest - FRAMING, depth - 1);
        if (inner.isPresent()) {
          return Optional.of(
              HostileValues.joined(
                  HostileValues.encoded(field.getNumber(), inner.get().length), inner.get()));
        }
      }
    }
    return Optional.empty();
  }

  private static byte[] entries(int field, int largest) {
    byte[] entry = HostileValues.encoded(field, 0);
    byte[] all = new byte[largest / entry.length * entry.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = entry[i % entry.length];
    }
    return all;
  }
}
