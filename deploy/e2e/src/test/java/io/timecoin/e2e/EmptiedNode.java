package io.timecoin.e2e;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Makes a masternode, whose processes are gone, one that has its keys and nothing else. */
final class EmptiedNode {
  private static final long LIMIT_SECONDS = 30;

  private EmptiedNode() {}

  static void empty(Node node) throws Exception {
    deleteTopics(node);
    emptyTables(node);
  }

  private static void deleteTopics(Node node) throws Exception {
    try (var admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                node.devnet().devnet().kafkaBootstrap()))) {
      List<String> doomed =
          admin.listTopics().names().get(LIMIT_SECONDS, TimeUnit.SECONDS).stream()
              .filter(topic -> topic.startsWith(node.masternode().kafkaPrefix()))
              .toList();
      admin.deleteTopics(doomed).all().get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** All but the schema's own history. */
  private static void emptyTables(Node node) throws SQLException {
    try (var connection = node.database().connect();
        var statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (var found =
          statement.executeQuery(
              "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'"
                  + " AND tablename NOT LIKE 'flyway%'")) {
        while (found.next()) {
          tables.add(found.getString(1));
        }
      }
      statement.execute("TRUNCATE " + String.join(", ", tables) + " CASCADE");
    }
  }
}
