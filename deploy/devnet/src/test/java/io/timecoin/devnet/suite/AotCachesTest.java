package io.timecoin.devnet.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.timecoin.devnet.LauncherFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AotCachesTest {
  private static final String OUTPUT = "-XX:AOTCacheOutput=";

  @TempDir private Path sources;
  private AotCaches caches;

  @BeforeEach
  void buildServices() throws IOException {
    for (ServiceKind kind : ServiceKind.values()) {
      Files.createDirectories(kind.application(sources));
      Files.writeString(jar(kind), kind.module());
    }
    caches = new AotCaches(sources.resolve("aot"), sources);
    caches.prepare();
  }

  @Test
  void withoutACacheAServiceRunsWithoutTheFlag() {
    assertThat(caches.untrained()).containsExactly(ServiceKind.values());
    assertThat(caches.runningFlags(ServiceKind.LEDGER)).isEmpty();
  }

  @Test
  void aTrainedCacheIsUsed() throws IOException {
    train(ServiceKind.LEDGER);

    assertThat(caches.untrained()).hasSize(4).doesNotContain(ServiceKind.LEDGER);
    assertThat(cacheOf(ServiceKind.LEDGER)).hasContent("trained");
  }

  @Test
  void aRebuiltJarMakesTheCacheStaleAndTheNextTrainingDropsIt() throws IOException {
    train(ServiceKind.LEDGER);
    Path stale = cacheOf(ServiceKind.LEDGER);
    Files.writeString(jar(ServiceKind.LEDGER), "rebuilt");

    assertThat(caches.runningFlags(ServiceKind.LEDGER)).isEmpty();
    train(ServiceKind.LEDGER);

    assertThat(stale).doesNotExist();
    assertThat(cacheOf(ServiceKind.LEDGER)).exists();
  }

  @Test
  void whatAKilledLauncherHasBegunIsSweptAway() throws Exception {
    Process killed = new ProcessBuilder("true").start();
    killed.waitFor();
    Path half = sources.resolve("aot/p2p-gateway." + killed.pid() + ".training.config");
    Path others = sources.resolve("aot/p2p-gateway." + othersPid() + ".training");
    Files.writeString(half, "half a cache");
    Files.writeString(others, "being written");

    train(ServiceKind.LEDGER);

    assertThat(half).doesNotExist();
    assertThat(others).exists();
  }

  private static long othersPid() {
    return ProcessHandle.current().parent().orElseThrow().pid();
  }

  @Test
  void oneServicesTrainingLeavesTheOthersCaches() throws IOException {
    train(ServiceKind.MEMPOOL);
    train(ServiceKind.LEDGER);

    assertThat(cacheOf(ServiceKind.MEMPOOL)).exists();
  }

  @Test
  void aTrainingThatWroteNothingIsNoFailure() {
    assertThat(caches.keep(ServiceKind.GATEWAY, true)).isFalse();
  }

  @Test
  void aCacheWhoseTrainingWasCutShortIsThrownAway() throws IOException {
    Path half = output(ServiceKind.GATEWAY);
    Files.writeString(half, "half a cache");

    assertThat(caches.keep(ServiceKind.GATEWAY, false)).isFalse();

    assertThat(half).doesNotExist();
    assertThat(caches.untrained()).contains(ServiceKind.GATEWAY);
  }

  @Test
  void aServiceThatIsNotBuiltIsNamed() throws IOException {
    Files.delete(jar(ServiceKind.VERIFIER));
    Files.delete(ServiceKind.VERIFIER.application(sources));

    assertThatExceptionOfType(LauncherFailure.class)
        .isThrownBy(() -> caches.runningFlags(ServiceKind.VERIFIER))
        .withMessageContaining("verifier-service is not built");
  }

  @Test
  void aDamagedCacheIsRefusedByTheJvmWithoutFailingIt() throws Exception {
    train(ServiceKind.CONSENSUS);
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ServiceKind.CONSENSUS.jvmFlags().subList(0, 2));
    command.addAll(caches.runningFlags(ServiceKind.CONSENSUS));
    command.add("-version");

    Process jvm =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(sources.resolve("jvm.log").toFile())
            .start();

    assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(jvm.exitValue()).isZero();
    assertThat(sources.resolve("jvm.log")).content().contains("Runtime Environment");
  }

  private void train(ServiceKind kind) throws IOException {
    Path output = output(kind);
    Files.writeString(output, "trained");
    assertThat(caches.keep(kind, true)).isTrue();
  }

  private Path output(ServiceKind kind) {
    return caches.trainingFlags(kind).stream()
        .filter(flag -> flag.startsWith(OUTPUT))
        .map(flag -> Path.of(flag.substring(OUTPUT.length())))
        .findFirst()
        .orElseThrow();
  }

  private Path cacheOf(ServiceKind kind) {
    String flag = caches.runningFlags(kind).getFirst();
    assertThat(flag).startsWith("-XX:AOTCache=");
    return Path.of(flag.substring("-XX:AOTCache=".length()));
  }

  private Path jar(ServiceKind kind) {
    return kind.application(sources).resolve("quarkus-run.jar");
  }
}
