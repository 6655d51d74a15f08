package io.timecoin.devnet.kafka;

import io.timecoin.devnet.LauncherFailure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a consumer group is behind. The admin client is whoever's made it.
 *
 * @param group with the node's prefix
 */
public record GroupLag(Admin admin, String group) {

  /** Offsets up to which the group has acknowledged, of the partitions where it has any. */
  public Map<TopicPartition, Long> acknowledged() {
    var offsets = new HashMap<TopicPartition, Long>();
    answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
        .forEach(
            (partition, offset) -> {
              if (offset != null) {
                offsets.put(partition, offset.offset());
              }
            });
    return offsets;
  }

  /** Records of each partition that the group has not acknowledged. */
  public Map<TopicPartition, Long> unread(List<TopicPartition> partitions) {
    Map<TopicPartition, Long> acknowledged = acknowledged();
    Map<TopicPartition, OffsetSpec> ends =
        partitions.stream()
            .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
    var unread = new HashMap<TopicPartition, Long>();
    answer(admin.listOffsets(ends).all())
        .forEach(
            (partition, end) ->
                unread.put(partition, end.offset() - acknowledged.getOrDefault(partition, 0L)));
    return unread;
  }

  /** Waits for the broker. */
  public static <T> T answer(Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new LauncherFailure("Kafka: " + e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LauncherFailure("interrupted", e);
    }
  }
}
