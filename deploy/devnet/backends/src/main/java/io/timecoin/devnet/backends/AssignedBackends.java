package io.timecoin.devnet.backends;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one test class has for itself on the shared backends.
 *
 * @param kafkaBootstrapServers host and port of the broker
 * @param prefix before every topic, group and id
 * @param database empty at the start of the class; absent when the class asked for none
 */
public record AssignedBackends(
    String kafkaBootstrapServers, String prefix, Optional<PostgresDatabase> database) {

  /** The configuration entries that lead a service to these backends. */
  public Map<String, String> configuration() {
    var entries = new LinkedHashMap<String, String>();
    entries.put("kafka.bootstrap.servers", kafkaBootstrapServers);
    entries.put("timecoin.kafka.bootstrap-servers", kafkaBootstrapServers);
    entries.put("timecoin.kafka.prefix", prefix);
    database.ifPresent(
        chosen -> {
          entries.put("quarkus.datasource.reactive.url", chosen.reactiveUrl());
          entries.put("quarkus.datasource.username", chosen.server().user());
          entries.put("quarkus.datasource.password", chosen.server().password());
        });
    return entries;
  }
}
