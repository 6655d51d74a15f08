package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.events.EventReplay;
import io.timecoin.devnet.kafka.NodeTopics;
import io.timecoin.protocol.topics.Topic;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** A public topic, replayed from the ledger to a topic of the test's own. */
final class ReplayedTopic {
  private static final HexFormat HEX = HexFormat.of();

  private ReplayedTopic() {}

  /** From genesis on: every partition holds the same keys and values in the same order. */
  static long assertIdentical(RunningDevnet devnet, NodeTopics topics, Topic source) {
    String target = "replayed." + source.topicName();
    var replay = new EventReplay(devnet.gateway(), topics, source, devnet::note);

    EventReplay.Report report = replay.to(target, 0, OptionalLong.empty());

    List<List<String>> live = records(topics, source.fullName(topics.prefix()), source);
    assertThat(records(topics, target, source)).isEqualTo(live);
    assertThat(report.events()).isEqualTo(live.stream().mapToLong(List::size).sum());
    assertThatThrownBy(() -> replay.to(target, 0, OptionalLong.empty()))
        .isInstanceOf(LauncherFailure.class)
        .hasMessageContaining("holds records already");
    return report.events();
  }

  private static List<List<String>> records(NodeTopics topics, String name, Topic source) {
    try (var reader = topics.reader()) {
      return IntStream.range(0, source.partitions())
          .mapToObj(
              partition -> {
                var records = new ArrayList<String>();
                reader.all(
                    new TopicPartition(name, partition), record -> records.add(text(record)));
                return (List<String>) records;
              })
          .toList();
    }
  }

  private static String text(ConsumerRecord<byte[], byte[]> record) {
    return HEX.formatHex(record.key()) + " " + HEX.formatHex(record.value());
  }
}
