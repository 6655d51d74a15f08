package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Bad input through every door of a running devnet: what goes in by Kafka lies among the dead
 * letters afterwards, and can be looked at and replayed.
 */
@EnabledIfSystemProperty(named = "test.full", matches = "true")
final class FuzzE2E {
  private static final String NAME = "fuzz";
  private static final String MINUTES = "2";

  /** Kept when the test fails: the logs are in it. */
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path home;

  private LauncherCommand launcher;

  @BeforeEach
  void up() throws IOException, InterruptedException {
    launcher = new LauncherCommand(home);
    LauncherCommand.Result unused = run("up", "--detach", "--block-interval", "5s").succeeded();
  }

  @AfterEach
  void leaveNothing() throws IOException, InterruptedException {
    LauncherCommand.Result unused = run("down");
  }

  @Test
  @SuppressWarnings("SystemOut")
  void badInputIsAnsweredAndHurtsNobody() throws Exception {
    LauncherCommand.Result fuzzed =
        run("bench", "fuzz", "--minutes", MINUTES, "--seed", "20", "--json");

    System.out.println(fuzzed.output());
    JsonNode report = fuzzed.succeeded().json();
    assertThat(report.path("requests").asLong()).isGreaterThan(100);
    assertThat(report.path("payments").asLong()).isPositive();
    assertThat(report.path("badRecords").asLong()).isPositive();
    assertThat(report.path("slowConnections").asInt()).isEqualTo(1_000);
    lookAndReplay();
  }

  private void lookAndReplay() throws Exception {
    JsonNode letters = run("dlq", "list", "tx.inbound", "--json").succeeded().json();
    assertThat(letters).isNotEmpty();
    assertThat(letters.path(0).path("service").asText()).isEqualTo("verifier-service");
    String offset = letters.path(0).path("offset").asText();

    assertThat(run("dlq", "show", "tx.inbound", offset).succeeded().output())
        .contains(letters.path(0).path("error").asText(), "failed in    verifier-service");
    assertThat(run("dlq", "replay", "tx.inbound", offset).succeeded().output())
        .contains("1 replayed");
    assertThat(run("dlq", "replay", "tx.inbound", offset).succeeded().output())
        .contains("0 replayed, 1 were before");
    assertThat(run("dlq", "show", "tx.inbound", "1000000").exitCode()).isEqualTo(1);
    assertThat(run("dlq", "replay", "chain.microblocks", "--all").exitCode()).isEqualTo(1);
  }

  private LauncherCommand.Result run(String... command) throws IOException, InterruptedException {
    var arguments = new java.util.ArrayList<>(List.of(command));
    arguments.addAll(List.of("--name", NAME));
    return launcher.run(arguments.toArray(String[]::new));
  }
}
