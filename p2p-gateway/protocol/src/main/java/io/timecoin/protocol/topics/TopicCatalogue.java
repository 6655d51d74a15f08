package io.timecoin.protocol.topics;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What holds for all topics together: their list, the constant key, bounds that tie them. */
public final class TopicCatalogue {
  /** Partitions of tx.inbound: as many verifiers can share the work. */
  public static final int MAX_VERIFIERS = 24;

  /** Partitions of the public topics with one record per event. */
  public static final int EVENT_PARTITIONS = 12;

  /** Bytes that key, headers and batch framing take at most beside a value. */
  public static final int RECORD_OVERHEAD_BYTES = 16 * 1024;

  /** Bytes that a dead letter adds to the record it holds: key, names, error, detail. */
  public static final int DEAD_LETTER_OVERHEAD_BYTES = 64 * 1024;

  /** The key, in UTF-8, of every record of a topic with {@link KeyKind#CONSTANT}. */
  public static final String CONSTANT_KEY = "timecoin";

  private static final Map<String, Topic> BY_NAME =
      Arrays.stream(Topic.values())
          .collect(Collectors.toUnmodifiableMap(Topic::topicName, Function.identity()));

  private TopicCatalogue() {}

  /** Every topic in route order, dead letters last. */
  public static List<Topic> all() {
    return List.of(Topic.values());
  }

  /** The bytes of {@link #CONSTANT_KEY}; a fresh array. */
  public static byte[] constantKey() {
    return CONSTANT_KEY.getBytes(StandardCharsets.UTF_8);
  }

  /** The topic of this name, without prefix. */
  public static Optional<Topic> byName(String topicName) {
    return Optional.ofNullable(BY_NAME.get(topicName));
  }

  /** The topic of this name on the broker, if it is one of the node with this prefix. */
  public static Optional<Topic> byFullName(String prefix, String fullName) {
    return fullName.startsWith(prefix)
        ? byName(fullName.substring(prefix.length()))
        : Optional.empty();
  }
}
