package io.timecoin.devnet.kafka;

import io.timecoin.protocol.topics.Topic;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/**
 * The topics of one node.
 *
 * @param bootstrap host and port of the broker
 * @param prefix of the node's topics and groups
 */
public record NodeTopics(String bootstrap, String prefix) {

  /** All partitions of a topic, in their order. */
  public List<TopicPartition> partitions(Topic topic) {
    return IntStream.range(0, topic.partitions())
        .mapToObj(number -> new TopicPartition(topic.fullName(prefix), number))
        .toList();
  }

  /** The partition of a topic that has one. */
  public TopicPartition partition(Topic topic) {
    return new TopicPartition(topic.fullName(prefix), 0);
  }

  public TopicReader reader() {
    return new TopicReader(bootstrap);
  }
}
