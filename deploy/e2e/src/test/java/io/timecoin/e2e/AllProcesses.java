package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.devnet.suite.Devnet;
import io.timecoin.devnet.suite.ServiceProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Every process of a devnet, broker and database too, ended and started together. */
record AllProcesses(Devnet devnet) {
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Duration WORK_LIMIT = Duration.ofSeconds(90);

  /** One kill -9 for all of them; returns when they are gone. */
  void kill() throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("kill", "-9"));
    services().forEach(each -> command.add(Long.toString(each.pid())));
    command.add(Long.toString(devnet.kafka().pid()));
    command.add(Long.toString(devnet.postgres().pid()));
    assertThat(new ProcessBuilder(command).start().waitFor()).as("%s", command).isZero();
    services().forEach(ServiceProcess::kill);
    devnet.kafka().kill();
    devnet.postgres().kill();
  }

  /** Orderly, the services first. */
  void stop() {
    atOnce(services().stream().map(each -> each::stop));
    atOnce(Stream.of(() -> devnet.kafka().stop(GRACE), () -> devnet.postgres().stop(GRACE)));
  }

  /** Starts all at once and returns when each works. */
  void start() {
    atOnce(Victim.of(devnet).stream().map(Victim::start));
    awaitWorking();
  }

  /** Returns when each works that has been started. */
  void awaitWorking() {
    for (Victim each : Victim.of(devnet)) {
      Poll.untilTrue(each.name() + " works", WORK_LIMIT, each.works());
    }
  }

  private List<ServiceProcess> services() {
    return devnet.masternode().services();
  }

  /** Returns when all are done. */
  private static void atOnce(Stream<Runnable> steps) {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      steps
          .map(step -> CompletableFuture.runAsync(step, executor))
          .toList()
          .forEach(CompletableFuture::join);
    }
  }
}
