package io.timecoin.kit.kafka;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/**
 * Reads the value of a record. Counts before it builds: a few megabytes of empty entries would
 * otherwise become hundreds of megabytes of objects.
 */
public final class RecordValue {
  private static final int MOST_NESTED = 100;

  /**
   * No entry of any topic is smaller on average: each has a hash or a transaction. The smallest is
   * the end of one in the journal of which the wtxid alone is known: 44 bytes for 6 objects.
   * Together with the largest record this bounds what a record becomes in memory.
   */
  private static final int LEAST_BYTES_PER_OBJECT = 6;

  private static final int FREE_OBJECTS = 64;

  private RecordValue() {}

  /**
   * The message that a value is; what is newer than this version is kept unread.
   *
   * @param value null for a record without one
   * @param type the default instance of the topic's message
   * @throws BadRecordException NO_VALUE, NOT_PROTOBUF or TOO_MANY_ENTRIES
   */
  public static <M extends Message> M parse(byte[] value, M type) throws BadRecordException {
    if (value == null || value.length == 0) {
      // No message of any topic is without content.
      throw new BadRecordException("NO_VALUE", "the record has no value");
    }
    try {
      int objects =
          count(CodedInputStream.newInstance(value), type.getDescriptorForType(), MOST_NESTED);
      if (objects > FREE_OBJECTS + value.length / LEAST_BYTES_PER_OBJECT) {
        throw new BadRecordException(
            "TOO_MANY_ENTRIES",
            "%d entries in %d bytes are no %s"
                .formatted(objects, value.length, type.getDescriptorForType().getName()));
      }
      @SuppressWarnings("unchecked")
      M message = (M) type.getParserForType().parseFrom(value);
      return message;
    } catch (InvalidProtocolBufferException e) {
      throw new BadRecordException(
          "NOT_PROTOBUF",
          "no %s: %s".formatted(type.getDescriptorForType().getName(), e.getMessage()));
    } catch (IOException e) {
      throw new IllegalStateException("an array cannot fail to be read", e);
    }
  }

  /** Messages, repeated byte strings and unknown fields: what needs an object each. */
  private static int count(CodedInputStream input, Descriptor type, int nesting)
      throws IOException {
    if (nesting == 0) {
      throw new InvalidProtocolBufferException("messages within messages without end");
    }
    int objects = 0;
    for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
      FieldDescriptor field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
      boolean delimited = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
      if (field == null || (delimited && field.isRepeated())) {
        objects++;
      }
      if (field != null && delimited && field.getJavaType() == JavaType.MESSAGE) {
        int end = input.pushLimit(input.readRawVarint32());
        objects += 1 + count(input, field.getMessageType(), nesting - 1);
        input.popLimit(end);
      } else if (!input.skipField(tag)) {
        throw new InvalidProtocolBufferException("it ends within a group");
      }
    }
    return objects;
  }
}
