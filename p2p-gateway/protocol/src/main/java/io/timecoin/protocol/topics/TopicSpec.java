package io.timecoin.protocol.topics;

import com.google.protobuf.Message;
import java.time.Duration;
import java.util.Optional;

/** What {@link Topic} says of one topic, put together so that the catalogue reads as a table. */
record TopicSpec(
    String name,
    KeyKind keyKind,
    Optional<Class<? extends Message>> valueType,
    int partitions,
    int largestRecordBytes,
    Retention retention,
    boolean flushEveryMessage,
    Duration linger,
    boolean isPublic,
    String reason) {
  /** Where transactions travel: a microblock's 4 MiB of bodies, twice over. */
  static final int BODIES = 8 * 1024 * 1024;

  private static final int ORDINARY = 1024 * 1024;
  private static final Duration BULK_LINGER = Duration.ofMillis(5);

  /** Internal bulk in one partition. */
  static TopicSpec batches(String name, Class<? extends Message> valueType) {
    return new TopicSpec(
        name,
        KeyKind.CONSTANT,
        Optional.of(valueType),
        1,
        ORDINARY,
        new Retention.Forever(),
        false,
        BULK_LINGER,
        false,
        "");
  }

  /** Internal, in one partition, and somebody waits for each record. */
  static TopicSpec prompt(String name, Class<? extends Message> valueType) {
    return batches(name, valueType).linger(Duration.ZERO);
  }

  /** Part of the public contract, in one partition unless keyed otherwise. */
  static TopicSpec published(String name, Class<? extends Message> valueType) {
    var spec = batches(name, valueType);
    return new TopicSpec(
        name,
        spec.keyKind,
        spec.valueType,
        1,
        ORDINARY,
        spec.retention,
        false,
        spec.linger,
        true,
        "");
  }

  static TopicSpec lease(String name) {
    return new TopicSpec(
        name,
        KeyKind.NONE,
        Optional.empty(),
        1,
        ORDINARY,
        new Retention.NeverWritten(),
        false,
        Duration.ZERO,
        false,
        "Never written: whoever is assigned its one partition is the active instance.");
  }

  TopicSpec keyed(KeyKind otherKeyKind, int otherPartitions) {
    return new TopicSpec(
        name,
        otherKeyKind,
        valueType,
        otherPartitions,
        largestRecordBytes,
        retention,
        flushEveryMessage,
        linger,
        isPublic,
        reason);
  }

  TopicSpec upTo(int bytes) {
    return new TopicSpec(
        name,
        keyKind,
        valueType,
        partitions,
        bytes,
        retention,
        flushEveryMessage,
        linger,
        isPublic,
        reason);
  }

  TopicSpec keptFor(Duration duration) {
    return kept(new Retention.Time(duration));
  }

  TopicSpec deletedBy(String service, String until) {
    return kept(new Retention.DeletedByService(service, until));
  }

  TopicSpec keptForever() {
    return kept(new Retention.Forever());
  }

  TopicSpec flushed() {
    return new TopicSpec(
        name,
        keyKind,
        valueType,
        partitions,
        largestRecordBytes,
        retention,
        true,
        linger,
        isPublic,
        reason);
  }

  TopicSpec linger(Duration otherLinger) {
    return new TopicSpec(
        name,
        keyKind,
        valueType,
        partitions,
        largestRecordBytes,
        retention,
        flushEveryMessage,
        otherLinger,
        isPublic,
        reason);
  }

  TopicSpec because(String otherReason) {
    return new TopicSpec(
        name,
        keyKind,
        valueType,
        partitions,
        largestRecordBytes,
        retention,
        flushEveryMessage,
        linger,
        isPublic,
        otherReason);
  }

  /** lz4 is quick between services; zstd is small for what is kept and read by others. */
  String compressionType() {
    return isPublic ? "zstd" : "lz4";
  }

  private TopicSpec kept(Retention otherRetention) {
    return new TopicSpec(
        name,
        keyKind,
        valueType,
        partitions,
        largestRecordBytes,
        otherRetention,
        flushEveryMessage,
        linger,
        isPublic,
        reason);
  }
}
