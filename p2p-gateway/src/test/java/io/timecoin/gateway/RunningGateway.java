package io.timecoin.gateway;

import io.quarkus.test.common.http.TestHTTPResource;
import io.timecoin.kit.kafka.KafkaSettings;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;

/** A gateway that is ready, for tests that call it and look into its topics. */
abstract class RunningGateway {
  @TestHTTPResource("/")
  URI base;

  @Inject KafkaSettings settings;

  ApiCaller api;
  GatewayTopics topics;

  @BeforeEach
  void ready() throws Exception {
    api = new ApiCaller(base);
    topics = new GatewayTopics(settings);
    api.until("/q/health/ready", answer -> answer.status() == 200);
  }
}
