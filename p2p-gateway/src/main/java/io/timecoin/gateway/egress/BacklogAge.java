package io.timecoin.gateway.egress;

import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.protocol.topics.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * How far the verifiers are behind: compares their group's position in tx.inbound with the first
 * batch that is younger than allowed, counted back from the newest one. All times are the broker's;
 * this machine's clock may be any.
 */
final class BacklogAge {
  private final String topic;
  private final String group;
  private final Duration limit;

  /**
   * @param group the verifiers', without prefix
   */
  BacklogAge(KafkaSettings settings, String group, Duration limit) {
    this.topic = settings.name(Topic.TX_INBOUND);
    this.group = settings.prefixed(group);
    this.limit = limit;
  }

  /** Whether a batch that is older than the limit has not been read. */
  boolean isTooOld(Admin admin) throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    Map<TopicPartition, OffsetSpec> starts = new HashMap<>();
    Map<TopicPartition, OffsetSpec> newests = new HashMap<>();
    for (int i = 0; i < Topic.TX_INBOUND.partitions(); i++) {
      ends.put(new TopicPartition(topic, i), OffsetSpec.latest());
      starts.put(new TopicPartition(topic, i), OffsetSpec.earliest());
      newests.put(new TopicPartition(topic, i), OffsetSpec.maxTimestamp());
    }
    long newest =
        admin.listOffsets(newests).all().get().values().stream()
            .mapToLong(ListOffsetsResultInfo::timestamp)
            .max()
            .orElseThrow();
    if (newest < 0) {
      return false;
    }
    Map<TopicPartition, OffsetSpec> youngs = new HashMap<>();
    long young = newest - limit.toMillis();
    ends.keySet().forEach(each -> youngs.put(each, OffsetSpec.forTimestamp(young)));
    var end = admin.listOffsets(ends).all().get();
    var start = admin.listOffsets(starts).all().get();
    var firstYoungs = admin.listOffsets(youngs).all().get();
    Map<TopicPartition, OffsetAndMetadata> read = readBy(admin);
    for (TopicPartition partition : ends.keySet()) {
      OffsetAndMetadata next = read.get(partition);
      long unread = next == null ? start.get(partition).offset() : next.offset();
      // No young batch at all: then all that is unread is old.
      long firstYoung =
          firstYoungs.get(partition).offset() < 0
              ? end.get(partition).offset()
              : firstYoungs.get(partition).offset();
      if (unread < firstYoung) {
        return true;
      }
    }
    return false;
  }

  /** A partition that the group has never read has no entry. */
  private Map<TopicPartition, OffsetAndMetadata> readBy(Admin admin)
      throws ExecutionException, InterruptedException {
    try {
      return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(group).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return Map.of();
      }
      throw e;
    }
  }
}
