package io.timecoin.devnet.hostile;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Random;

/** Changes one field of a message, at any depth, to what nobody would write there. */
final class FieldMutation {
  private static final int[] LENGTHS = {0, 1, 31, 32, 33, 64, 1_000, 100_001};
  private static final int MOST_COPIES = 5_000;
  private static final int LARGEST_COPIED = 1 << 20;

  private final Random random;

  FieldMutation(Random random) {
    this.random = random;
  }

  /** The message with one field changed. */
  Message of(Message message) {
    Message.Builder mutant = message.toBuilder();
    FieldDescriptor field = field(message);
    if (field == null) {
      return message;
    }
    boolean set =
        field.isRepeated() ? mutant.getRepeatedFieldCount(field) > 0 : isSet(mutant, field);
    if (field.getJavaType() == JavaType.MESSAGE && set && random.nextInt(10) < 7) {
      within(mutant, field);
    } else if (field.isRepeated()) {
      repeated(mutant, field);
    } else if (random.nextInt(4) == 0) {
      mutant.clearField(field);
    } else {
      mutant.setField(field, value(mutant, field, mutant.getField(field)));
    }
    return mutant.build();
  }

  private static boolean isSet(Message.Builder message, FieldDescriptor field) {
    return field.getJavaType() == JavaType.MESSAGE && message.hasField(field);
  }

  /** Mostly one that is set; null if the type has none. */
  private FieldDescriptor field(Message message) {
    List<FieldDescriptor> set = List.copyOf(message.getAllFields().keySet());
    List<FieldDescriptor> choice =
        set.isEmpty() || random.nextInt(5) == 0 ? message.getDescriptorForType().getFields() : set;
    return choice.isEmpty() ? null : choice.get(random.nextInt(choice.size()));
  }

  private void within(Message.Builder mutant, FieldDescriptor field) {
    if (field.isRepeated()) {
      int index = random.nextInt(mutant.getRepeatedFieldCount(field));
      mutant.setRepeatedField(field, index, of((Message) mutant.getRepeatedField(field, index)));
    } else {
      mutant.setField(field, of((Message) mutant.getField(field)));
    }
  }

  private void repeated(Message.Builder mutant, FieldDescriptor field) {
    int count = mutant.getRepeatedFieldCount(field);
    if (count == 0) {
      mutant.addRepeatedField(field, value(mutant, field, null));
      return;
    }
    int index = random.nextInt(count);
    Object entry = mutant.getRepeatedField(field, index);
    switch (random.nextInt(4)) {
      case 0 -> mutant.clearField(field);
      case 1 -> mutant.setRepeatedField(field, index, value(mutant, field, entry));
      case 2 -> mutant.addRepeatedField(field, entry);
      default -> {
        int most = Math.min(MOST_COPIES, LARGEST_COPIED / (1 + mutant.build().getSerializedSize()));
        for (int i = random.nextInt(1 + most); i > 0; i--) {
          mutant.addRepeatedField(field, entry);
        }
      }
    }
  }

  private Object value(Message.Builder message, FieldDescriptor field, Object present) {
    return switch (field.getJavaType()) {
      case INT -> (int) number();
      case LONG -> number();
      case BOOLEAN -> random.nextBoolean();
      case FLOAT -> Float.NaN;
      case DOUBLE -> Double.NaN;
      case STRING -> text();
      case BYTE_STRING -> bytes(present instanceof ByteString old ? old : ByteString.EMPTY);
      case ENUM ->
          field.getEnumType().isClosed()
              ? field.getEnumType().getValues().getFirst()
              : field.getEnumType().findValueByNumberCreatingIfUnknown((int) number());
      case MESSAGE -> message.newBuilderForField(field).build();
    };
  }

  private long number() {
    return switch (random.nextInt(8)) {
      case 0 -> 0;
      case 1 -> -1;
      case 2 -> Long.MAX_VALUE;
      case 3 -> Long.MIN_VALUE;
      case 4 -> Integer.MAX_VALUE;
      case 5 -> Integer.MIN_VALUE;
      case 6 -> random.nextInt(10);
      default -> random.nextLong();
    };
  }

  private String text() {
    return switch (random.nextInt(5)) {
      case 0 -> "";
      case 1 -> "\0";
      case 2 -> "x".repeat(10_000);
      case 3 -> "../../../../etc/passwd";
      default -> "\u202e\ud83d\udca5%s%n${x}'\"";
    };
  }

  private ByteString bytes(ByteString old) {
    if (!old.isEmpty() && random.nextBoolean()) {
      byte[] changed = old.toByteArray();
      int place = random.nextInt(changed.length);
      changed[place] ^= (byte) (1 << random.nextInt(8));
      ByteString flipped = ByteString.copyFrom(changed);
      return switch (random.nextInt(3)) {
        case 0 -> flipped;
        case 1 -> old.substring(0, place);
        default -> old.concat(flipped);
      };
    }
    byte[] other = new byte[LENGTHS[random.nextInt(LENGTHS.length)]];
    random.nextBytes(other);
    return ByteString.copyFrom(other);
  }
}
