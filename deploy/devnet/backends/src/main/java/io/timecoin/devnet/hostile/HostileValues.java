package io.timecoin.devnet.hostile;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import io.timecoin.devnet.hostile.HostileValue.Fate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Makes hostile values out of a valid message: the same from the same seed. For tests of every
 * consumer, and for fuzzing a running devnet.
 */
public final class HostileValues {
  /** Field numbers that no schema here uses. */
  private static final int NEWER_FIELD = 1_000;

  /** A tag with wire type 7, which does not exist. */
  private static final byte NO_TAG = 0x0f;

  private static final int ENDLESS_GROUP = 0x0b;
  private static final int GROUPS = 100_000;

  private final Random random;
  private final FieldMutation mutation;

  public HostileValues(long seed) {
    this.random = new Random(seed);
    this.mutation = new FieldMutation(random);
  }

  /**
   * All kinds of hostile values.
   *
   * @param valid a message of the topic, best with every field set
   * @param largest bytes of the topic's largest record
   * @param mutations how many mutated messages are among them
   */
  public List<HostileValue> of(Message valid, int largest, int mutations) {
    var all = new ArrayList<>(unreadable(valid, largest));
    all.addAll(harmless(valid, largest));
    all.addAll(mutated(valid, largest, mutations));
    return all;
  }

  /** What is no message at all. */
  public List<HostileValue> unreadable(Message valid, int largest) {
    byte[] good = valid.toByteArray();
    var all = new ArrayList<HostileValue>();
    all.add(new HostileValue("no value", Fate.UNREADABLE, null));
    all.add(new HostileValue("an empty value", Fate.UNREADABLE, new byte[0]));
    all.add(new HostileValue("one wrong byte", Fate.UNREADABLE, new byte[] {NO_TAG}));
    all.add(new HostileValue("garbage", Fate.UNREADABLE, garbage(1 + random.nextInt(2_000))));
    all.add(new HostileValue("garbage, as much as is allowed", Fate.UNREADABLE, garbage(largest)));
    all.add(
        new HostileValue(
            "a message with garbage after it",
            Fate.UNREADABLE,
            joined(good, garbage(1 + random.nextInt(20)))));
    all.add(
        new HostileValue(
            "a field longer than the record",
            Fate.UNREADABLE,
            joined(good, encoded(NEWER_FIELD, Integer.MAX_VALUE))));
    all.add(
        new HostileValue(
            "a field of negative length", Fate.UNREADABLE, joined(good, encoded(NEWER_FIELD, -1))));
    byte[] groups = new byte[Math.min(GROUPS, largest)];
    Arrays.fill(groups, (byte) ENDLESS_GROUP);
    all.add(new HostileValue("groups within groups", Fate.UNREADABLE, groups));
    EntryFlood.of(valid.getDescriptorForType(), largest)
        .ifPresent(
            flood ->
                all.add(new HostileValue("empty entries without end", Fate.UNREADABLE, flood)));
    InvalidText.in(valid)
        .ifPresent(text -> all.add(new HostileValue("text not in UTF-8", Fate.UNREADABLE, text)));
    return all;
  }

  /** The valid message as a newer writer, or one with much to say, would write it. */
  public List<HostileValue> harmless(Message valid, int largest) {
    byte[] newer = valid.toBuilder().setUnknownFields(newerFields()).build().toByteArray();
    return List.of(
        new HostileValue("newer fields", Fate.HARMLESS, newer),
        new HostileValue(
            "the largest record", Fate.HARMLESS, padded(valid.toByteArray(), largest)));
  }

  /** Messages with one to three fields changed to what makes no sense. */
  public List<HostileValue> mutated(Message valid, int largest, int count) {
    var all = new ArrayList<HostileValue>();
    while (all.size() < count) {
      Message mutant = valid;
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        mutant = mutation.of(mutant);
      }
      byte[] bytes = mutant.toByteArray();
      if (bytes.length > 0 && bytes.length <= largest) {
        all.add(new HostileValue("mutation " + all.size(), Fate.NONSENSE, bytes));
      }
      if (random.nextInt(4) == 0) {
        byte[] cut = Arrays.copyOf(valid.toByteArray(), random.nextInt(valid.getSerializedSize()));
        all.add(new HostileValue("cut to " + cut.length, Fate.NONSENSE, cut));
      }
    }
    return all;
  }

  private UnknownFieldSet newerFields() {
    var field =
        UnknownFieldSet.Field.newBuilder()
            .addVarint(random.nextLong())
            .addFixed32(random.nextInt())
            .addFixed64(random.nextLong())
            .addLengthDelimited(ByteString.copyFrom(garbage(100)))
            .build();
    return UnknownFieldSet.newBuilder()
        .addField(NEWER_FIELD, field)
        .addField(NEWER_FIELD + 1, field)
        .build();
  }

  private byte[] garbage(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    bytes[0] = NO_TAG;
    return bytes;
  }

  /** The message with a newer field that fills it up. */
  private static byte[] padded(byte[] good, int largest) {
    int header = encoded(NEWER_FIELD, largest).length;
    int padding = largest - good.length - header;
    byte[] tag = encoded(NEWER_FIELD, padding);
    return Arrays.copyOf(joined(good, tag), good.length + tag.length + padding);
  }

  /** The beginning of a length-delimited field. */
  static byte[] encoded(int field, int length) {
    var bytes = new ByteArrayOutputStream();
    try {
      CodedOutputStream output = CodedOutputStream.newInstance(bytes);
      output.writeTag(field, 2);
      output.writeUInt32NoTag(length);
      output.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] joined(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }
}
