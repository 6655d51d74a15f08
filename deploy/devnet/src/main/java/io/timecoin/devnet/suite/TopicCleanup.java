package io.timecoin.devnet.suite;

import io.timecoin.devnet.LauncherFailure;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Deletes the topics of a prefix. */
final class TopicCleanup {
  private TopicCleanup() {}

  static void delete(String bootstrap, String prefix) {
    try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
      Set<String> doomed =
          admin.listTopics().names().get().stream()
              .filter(topic -> topic.startsWith(prefix))
              .collect(Collectors.toSet());
      admin.deleteTopics(doomed).all().get();
    } catch (ExecutionException e) {
      throw new LauncherFailure(
          "could not delete the topics of " + prefix + ": " + e.getCause().getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LauncherFailure("interrupted", e);
    }
  }
}
