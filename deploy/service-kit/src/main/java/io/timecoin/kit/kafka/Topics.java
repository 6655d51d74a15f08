package io.timecoin.kit.kafka;

import io.timecoin.kit.config.NodeConfig;
import io.timecoin.kit.config.TopicPreparation;
import io.timecoin.protocol.topics.Topic;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

/**
 * Makes the cluster's topics what the catalogue says: creates missing ones where allowed, and
 * refuses to go on with unsafe ones. Several services may do so at once.
 */
@Singleton
public final class Topics {
  private static final Logger LOG = Logger.getLogger(Topics.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration PROPAGATION = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final KafkaSettings settings;
  private final TopicPreparation preparation;
  private final short replication;
  private final boolean production;

  @Inject
  public Topics(KafkaSettings settings, NodeConfig config) {
    this(
        settings,
        config.kafka().topics(),
        config.kafka().replication(),
        config.kafka().production());
  }

  public Topics(
      KafkaSettings settings, TopicPreparation preparation, int replication, boolean production) {
    this.settings = settings;
    this.preparation = preparation;
    this.replication = (short) replication;
    this.production = production;
  }

  /**
   * Prepares all topics of the catalogue.
   *
   * @throws UnsafeTopicsException when one is missing or unsafe: only an operator can help
   * @throws KafkaException when the broker did not answer or refused: try again
   */
  public void prepare() throws InterruptedException {
    List<Topic> topics = Arrays.asList(Topic.values());
    try (ClosingAdmin admin = new ClosingAdmin(Admin.create(settings.admin("topics")))) {
      Map<String, TopicDescription> found = describe(admin.get(), topics);
      List<Topic> missing =
          topics.stream().filter(topic -> !found.containsKey(settings.name(topic))).toList();
      if (!missing.isEmpty() && preparation == TopicPreparation.CREATE) {
        create(admin.get(), missing);
        found.putAll(awaitCreated(admin.get(), missing));
      }
      check(topics, found, configs(admin.get(), found.keySet()));
    }
  }

  private void create(Admin admin, List<Topic> missing) throws InterruptedException {
    List<NewTopic> wanted =
        missing.stream()
            .map(
                topic ->
                    new NewTopic(settings.name(topic), topic.partitions(), replication)
                        .configs(topic.brokerConfig(replication)))
            .toList();
    for (var created : admin.createTopics(wanted).values().entrySet()) {
      try {
        answer(created.getValue());
        LOG.debugf("Topic %s created", created.getKey());
      } catch (TopicExistsException e) {
        LOG.debugf("Topic %s was created by somebody else meanwhile", created.getKey());
      }
    }
    LOG.infof("%d topics created", missing.size());
  }

  /** A broker knows a topic that a controller has created a moment later. */
  private Map<String, TopicDescription> awaitCreated(Admin admin, List<Topic> created)
      throws InterruptedException {
    long end = System.nanoTime() + PROPAGATION.toNanos();
    Map<String, TopicDescription> found = describe(admin, created);
    while (found.size() < created.size() && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
      found = describe(admin, created);
    }
    return found;
  }

  private Map<String, TopicDescription> describe(Admin admin, Collection<Topic> topics)
      throws InterruptedException {
    Set<String> names = topics.stream().map(settings::name).collect(Collectors.toSet());
    Map<String, TopicDescription> found = new HashMap<>();
    for (var described : admin.describeTopics(names).topicNameValues().entrySet()) {
      try {
        found.put(described.getKey(), answer(described.getValue()));
      } catch (UnknownTopicOrPartitionException e) {
        LOG.debugf("Topic %s does not exist", described.getKey());
      }
    }
    return found;
  }

  private static Map<ConfigResource, Config> configs(Admin admin, Set<String> names)
      throws InterruptedException {
    return answer(
        admin
            .describeConfigs(
                names.stream()
                    .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                    .toList())
            .all());
  }

  private void check(
      List<Topic> topics,
      Map<String, TopicDescription> found,
      Map<ConfigResource, Config> configs) {
    List<String> defects = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (Topic topic : topics) {
      String name = settings.name(topic);
      TopicDescription description = found.get(name);
      if (description == null) {
        missing.add(name);
        continue;
      }
      int replicas = description.partitions().getFirst().replicas().size();
      defects.addAll(
          TopicCheck.defects(
              new TopicCheck.Found(
                  name,
                  description.partitions().size(),
                  replicas,
                  configs.get(new ConfigResource(ConfigResource.Type.TOPIC, name))),
              topic.partitions(),
              topic.brokerConfig(replicas),
              production));
    }
    if (!missing.isEmpty()) {
      defects.addFirst(
          "%s not there (timecoin.kafka.topics=%s)"
              .formatted(String.join(", ", missing), preparation.name().toLowerCase(Locale.ROOT)));
    }
    if (!defects.isEmpty()) {
      throw new UnsafeTopicsException(defects);
    }
  }

  private static <T> T answer(KafkaFuture<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException failure) {
        throw failure;
      }
      throw new IllegalStateException("the broker's answer failed", e.getCause());
    }
  }

  /** Closes the administrator without waiting for a broker that is away. */
  private record ClosingAdmin(Admin get) implements AutoCloseable {
    @Override
    public void close() {
      get.close(CLOSE_TIMEOUT);
    }
  }
}
