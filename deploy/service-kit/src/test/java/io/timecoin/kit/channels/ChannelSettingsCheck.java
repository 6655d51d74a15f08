package io.timecoin.kit.channels;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.topics.TopicCatalogue;
import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What every service with SmallRye channels subclasses, so that no channel uses a topic outside the
 * catalogue or leaves a delivery setting to a default (ARCHITECTURE, "Topics"). Reads the files a
 * service ships, without starting it. A setting counts when the channel or its connector has it.
 */
public abstract class ChannelSettingsCheck {
  private static final String PREFIX_EXPRESSION = "${timecoin.kafka.prefix}";
  private static final String CONNECTOR = "mp.messaging.connector.smallrye-kafka.";
  private static final Pattern CHANNEL =
      Pattern.compile("mp\\.messaging\\.(incoming|outgoing)\\.([^.]+)\\.connector");
  private static final String BYTES = "org.apache.kafka.common.serialization.ByteArray";

  /** Settings of both kinds and their only good value. */
  private static final Map<String, String> COMMON =
      Map.of(
          "connector", "smallrye-kafka",
          "reconnect.backoff.max.ms", "500",
          "tracing-enabled", "false");

  /**
   * A connector that gives up closes its channel for good: so it never gives up on the broker, and
   * its health is looked at (by liveness alone: quarkus.messaging.health.enabled is false).
   */
  private static final Map<String, String> INCOMING =
      Map.ofEntries(
          Map.entry("isolation.level", "read_committed"),
          Map.entry("auto.offset.reset", "earliest"),
          Map.entry("enable.auto.commit", "false"),
          Map.entry("allow.auto.create.topics", "false"),
          Map.entry("default.api.timeout.ms", "2147483647"),
          Map.entry("health-enabled", "true"),
          Map.entry("failure-strategy", "fail"),
          Map.entry("fail-on-deserialization-failure", "true"),
          Map.entry("throttled.unprocessed-record-max-age.ms", "0"),
          Map.entry("key.deserializer", BYTES + "Deserializer"),
          Map.entry("value.deserializer", BYTES + "Deserializer"));

  private static final List<String> INCOMING_CHOSEN =
      List.of(
          "topic",
          "client.id",
          "group.id",
          "group.protocol",
          "commit-strategy",
          "batch",
          "max.poll.records",
          "max.poll.interval.ms",
          "fetch.max.bytes",
          "max.partition.fetch.bytes",
          "max-queue-size-factor",
          "graceful-shutdown");

  private static final Map<String, String> OUTGOING =
      Map.of(
          "acks", "all",
          "enable.idempotence", "true",
          "retries", "2147483647",
          "health-enabled", "false",
          "waitForWriteCompletion", "true",
          "key.serializer", BYTES + "Serializer",
          "value.serializer", BYTES + "Serializer");

  private static final List<String> OUTGOING_CHOSEN =
      List.of(
          "topic",
          "client.id",
          "delivery.timeout.ms",
          "request.timeout.ms",
          "max.block.ms",
          "linger.ms",
          "batch.size",
          "buffer.memory",
          "compression.type",
          "max-inflight-messages",
          "close-timeout");

  private final SmallRyeConfig config = shippedConfiguration();

  @Test
  void everyChannelUsesATopicOfTheCatalogue() {
    for (Channel channel : channels()) {
      String raw = rawValue(channel.key("topic"));
      assertThat(raw)
          .as("the topic of %s carries the node's prefix", channel)
          .startsWith(PREFIX_EXPRESSION);
      assertThat(topicOf(channel)).as("%s is in the catalogue", channel.value("topic")).isPresent();
    }
  }

  @Test
  void everyNameOnTheClusterCarriesThePrefix() {
    for (Channel channel : channels()) {
      assertThat(rawValue(channel.key("client.id"))).as("%s", channel).contains(PREFIX_EXPRESSION);
      if (channel.incoming()) {
        assertThat(rawValue(channel.key("group.id"))).as("%s", channel).contains(PREFIX_EXPRESSION);
      }
    }
  }

  @Test
  void noDeliverySettingIsLeftToADefault() {
    List<String> defects = new ArrayList<>();
    for (Channel channel : channels()) {
      exact(channel, COMMON, defects);
      exact(channel, channel.incoming() ? INCOMING : OUTGOING, defects);
      for (String setting : channel.incoming() ? INCOMING_CHOSEN : OUTGOING_CHOSEN) {
        if (channel.find(setting).isEmpty()) {
          defects.add("%s: %s is left to its default".formatted(channel, setting));
        }
      }
    }
    assertThat(defects).isEmpty();
  }

  @Test
  void theLargestRecordOfTheTopicFits() {
    for (Channel channel : channels()) {
      long largest = topicOf(channel).orElseThrow().largestRecordBytes();
      if (!channel.incoming()) {
        assertThat(channel.number("max.request.size")).as("%s", channel).isGreaterThan(largest);
        assertThat(channel.number("buffer.memory")).as("%s", channel).isGreaterThan(largest);
      }
    }
  }

  @Test
  void producersKeepTheOrder() {
    for (Channel channel : channels()) {
      if (!channel.incoming()) {
        assertThat(channel.number("max.in.flight.requests.per.connection"))
            .as("%s", channel)
            .isBetween(1L, 5L);
      }
    }
  }

  @Test
  void thereIsAChannel() {
    assertThat(channels()).isNotEmpty();
  }

  private void exact(Channel channel, Map<String, String> wanted, List<String> defects) {
    wanted.forEach(
        (setting, value) -> {
          Optional<String> found = channel.find(setting);
          if (!found.equals(Optional.of(value))) {
            defects.add(
                "%s: %s is %s, not %s"
                    .formatted(channel, setting, found.orElse("left to its default"), value));
          }
        });
  }

  private Optional<Topic> topicOf(Channel channel) {
    String prefix = config.getValue("timecoin.kafka.prefix", String.class);
    return TopicCatalogue.byFullName(prefix, channel.value("topic"));
  }

  private String rawValue(String key) {
    return config.getConfigValue(key).getRawValue();
  }

  private List<Channel> channels() {
    NavigableSet<String> keys = new TreeSet<>();
    config.getPropertyNames().forEach(keys::add);
    return keys.stream()
        .map(CHANNEL::matcher)
        .filter(Matcher::matches)
        .map(match -> new Channel(match.group(1), match.group(2)))
        .toList();
  }

  private static SmallRyeConfig shippedConfiguration() {
    try {
      SmallRyeConfigBuilder builder =
          new SmallRyeConfigBuilder().addDefaultInterceptors().addDiscoveredSources();
      add(builder, "META-INF/microprofile-config.properties", 100);
      add(builder, "application.properties", 250);
      return builder.build();
    } catch (IOException e) {
      throw new IllegalStateException("the service's configuration cannot be read", e);
    }
  }

  private static void add(SmallRyeConfigBuilder builder, String resource, int ordinal)
      throws IOException {
    ClassLoader loader = ChannelSettingsCheck.class.getClassLoader();
    for (URL url : Collections.list(loader.getResources(resource))) {
      builder.withSources(new PropertiesConfigSource(url, ordinal));
    }
  }

  private final class Channel {
    private final String direction;
    private final String name;

    Channel(String direction, String name) {
      this.direction = direction;
      this.name = name;
    }

    boolean incoming() {
      return direction.equals("incoming");
    }

    String key(String setting) {
      return "mp.messaging." + direction + "." + name + "." + setting;
    }

    Optional<String> find(String setting) {
      return config
          .getOptionalValue(key(setting), String.class)
          .or(() -> config.getOptionalValue(CONNECTOR + setting, String.class));
    }

    String value(String setting) {
      return find(setting).orElseThrow();
    }

    long number(String setting) {
      return Long.parseLong(find(setting).orElse("-1"));
    }

    @Override
    public String toString() {
      return direction + " channel " + name;
    }
  }
}
