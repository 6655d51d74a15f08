package io.timecoin.verifier.steady;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.ed25519.BatchVerification;
import io.timecoin.protocol.testing.FreshRuntime;
import io.timecoin.protocol.testing.TestKeys;
import io.timecoin.protocol.testing.TestTransactions;
import io.timecoin.verifier.verification.Rehearsal;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who is ready is as fast as he will be, or nearly: a fresh Java runtime rehearses and is then put
 * under full load. Measures, too: it prints how fast it was, and writes it to {@code
 * target/steady-*.txt}. Where others use the processors nothing of that can be told.
 */
@EnabledIfSystemProperty(named = "test.full", matches = "true")
class SteadyStartIT {
  private static final int TRANSACTIONS = 32 * SteadyRun.BATCH;
  private static final int KEYS = 2_048;
  private static final int SECONDS = 30;

  /** The least share of the processors, which the run wants all, with which it can be judged. */
  private static final double QUIET = 0.8;

  /** What the launcher starts the service with, but for the Vector API. */
  private static final List<String> FLAGS =
      List.of("-XX:+UseSerialGC", "-Xmx128m", "-XX:ActiveProcessorCount=2");

  private static final List<String> VECTOR = List.of("--add-modules", "jdk.incubator.vector");

  @TempDir private static Path folder;
  private static Path transactions;

  @BeforeAll
  static void sign() throws IOException {
    transactions = folder.resolve("transactions");
    KeyPair[] keys = new KeyPair[KEYS];
    for (int i = 0; i < KEYS; i++) {
      keys[i] = KeyPair.fromSeed(TestTransactions.hash("key " + i).toByteArray());
    }
    try (var output = new DataOutputStream(Files.newOutputStream(transactions))) {
      for (int i = 0; i < TRANSACTIONS; i++) {
        byte[] raw =
            TestTransactions.draft()
                .spend(TestTransactions.outpoint(i), keys[i % KEYS])
                .pay(TestKeys.address(1), 100_000 + i)
                .pay(TestKeys.address(2), 100_000)
                .sign()
                .encode();
        output.writeShort(raw.length);
        output.write(raw);
      }
    }
  }

  @Test
  void whoIsReadyHasMostOfItsRate() throws Exception {
    SteadyStart start = measure("with-lanes", VECTOR);

    assertThat(start.shareAfterReady(2_000)).as(start.asText()).isGreaterThan(0.5);
  }

  @Test
  void soItIsInPlainJava() throws Exception {
    SteadyStart start = measure("in-plain-java", List.of());

    assertThat(start.shareAfterReady(2_000)).as(start.asText()).isGreaterThan(0.5);
  }

  private static SteadyStart measure(String name, List<String> flags)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            FreshRuntime.command(
                Stream.concat(FLAGS.stream(), flags.stream()).toList(),
                SteadyRun.class,
                Rehearsal.class,
                BatchVerification.class,
                TestTransactions.class,
                ByteString.class,
                Ed25519.class));
    command.addAll(List.of(transactions.toString(), Integer.toString(SECONDS)));
    List<String> output = FreshRuntime.run(command);
    assumeTrue(SteadyStart.processorShare(output) > QUIET, "others use the processors");
    SteadyStart start = SteadyStart.parse(output);
    System.out.println(name + ": " + start.asText());
    Files.writeString(Path.of("target", "steady-" + name + ".txt"), start.asText());
    return start;
  }
}
