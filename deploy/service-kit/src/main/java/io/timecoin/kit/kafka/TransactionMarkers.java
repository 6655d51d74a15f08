package io.timecoin.kit.kafka;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.DefaultHostResolver;
import org.apache.kafka.clients.ManualMetadataUpdater;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.NetworkClientUtils;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.requests.TransactionResult;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest;
import org.apache.kafka.common.requests.WriteTxnMarkersResponse;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;

/**
 * Writes the marker that ends a transaction in one partition, as its coordinator should have. The
 * request is a public one of Kafka's protocol (WriteTxnMarkers), but {@link Admin} offers only the
 * half of it that aborts; so it is sent over a connection of its own.
 */
final class TransactionMarkers {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final String CLIENT = "transaction-markers";

  private final Admin admin;
  private final Map<String, Object> settings;

  /**
   * @param settings of an administrator: addresses and security are taken from them
   */
  TransactionMarkers(Admin admin, Map<String, Object> settings) {
    this.admin = admin;
    this.settings = Map.copyOf(settings);
  }

  /**
   * Ends what a producer has open in a partition; returns when it is durable.
   *
   * @throws KafkaException if the partition's leader did not do it
   */
  void write(TopicPartition partition, ProducerState state, TransactionResult result)
      throws InterruptedException {
    var marker =
        new WriteTxnMarkersRequest.TxnMarkerEntry(
            state.producerId(),
            (short) state.producerEpoch(),
            state.coordinatorEpoch().orElse(0),
            result,
            List.of(partition));
    Node leader = leader(partition);
    try (var metrics = new Metrics();
        NetworkClient client = client(leader, metrics)) {
      if (!NetworkClientUtils.awaitReady(client, leader, Time.SYSTEM, TIMEOUT.toMillis())) {
        throw new KafkaException("no connection to " + leader);
      }
      var request =
          client.newClientRequest(
              leader.idString(),
              new WriteTxnMarkersRequest.Builder(List.of(marker)),
              Time.SYSTEM.milliseconds(),
              true);
      var response =
          (WriteTxnMarkersResponse)
              NetworkClientUtils.sendAndReceive(client, request, Time.SYSTEM).responseBody();
      response.errorsByProducerId().get(state.producerId()).get(partition).maybeThrow();
    } catch (IOException e) {
      throw new KafkaException("no marker could be written into " + partition, e);
    }
  }

  private Node leader(TopicPartition partition) throws InterruptedException {
    try {
      Node leader =
          admin
              .describeTopics(List.of(partition.topic()))
              .allTopicNames()
              .get()
              .get(partition.topic())
              .partitions()
              .get(partition.partition())
              .leader();
      if (leader == null) {
        throw new KafkaException(partition + " has no leader");
      }
      return leader;
    } catch (ExecutionException e) {
      throw new KafkaException("who leads " + partition + " is not known", e.getCause());
    }
  }

  private NetworkClient client(Node leader, Metrics metrics) {
    return ClientUtils.createNetworkClient(
        new AdminClientConfig(settings),
        CLIENT,
        metrics,
        CLIENT,
        new LogContext(),
        new ApiVersions(),
        Time.SYSTEM,
        1,
        (int) TIMEOUT.toMillis(),
        new ManualMetadataUpdater(List.of(leader)),
        new DefaultHostResolver());
  }
}
