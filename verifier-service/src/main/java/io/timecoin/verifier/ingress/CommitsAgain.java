package io.timecoin.verifier.ingress;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConnectorIncomingConfiguration;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.commit.KafkaCommitHandler;
import io.smallrye.reactive.messaging.kafka.commit.KafkaThrottledLatestProcessedCommit;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The connector's strategy "throttled", which says of a commit that failed that it will be tried
 * again, and does so only when the partition has something new. When a member joins or leaves, the
 * epoch of a commit under way may be an old one. Nothing new coming, what is verified would look
 * unread, gateways would take nothing in after {@code timecoin.gateway.intake.max-backlog-age}, and
 * so nothing new could come.
 */
@ApplicationScoped
@Identifier(CommitsAgain.STRATEGY)
public class CommitsAgain implements KafkaCommitHandler.Factory {
  static final String STRATEGY = "throttled-again";

  private final KafkaThrottledLatestProcessedCommit.Factory throttled =
      new KafkaThrottledLatestProcessedCommit.Factory();

  @Override
  public KafkaCommitHandler create(
      KafkaConnectorIncomingConfiguration config,
      Vertx vertx,
      KafkaConsumer<?, ?> consumer,
      BiConsumer<Throwable, Boolean> reportFailure) {
    return throttled.create(config, vertx, persistent(consumer), reportFailure);
  }

  /** The same consumer, but for its commits. */
  private static KafkaConsumer<?, ?> persistent(KafkaConsumer<?, ?> consumer) {
    var commits = new RepeatedCommits(consumer::commit, consumer::getAssignments);
    return (KafkaConsumer<?, ?>)
        Proxy.newProxyInstance(
            CommitsAgain.class.getClassLoader(),
            new Class<?>[] {KafkaConsumer.class},
            (_, method, arguments) -> {
              if (method.getName().equals("commit")) {
                @SuppressWarnings("unchecked")
                var offsets = (Map<TopicPartition, OffsetAndMetadata>) arguments[0];
                return commits.commit(offsets);
              }
              try {
                return method.invoke(consumer, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
