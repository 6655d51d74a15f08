package io.timecoin.verifier.steady;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.ed25519.BatchVerification;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.rules.StatelessRules;
import io.timecoin.protocol.testing.TestTransactions;
import io.timecoin.verifier.recheck.Alarm;
import io.timecoin.verifier.recheck.IndependentOpinion;
import io.timecoin.verifier.recheck.Rechecks;
import io.timecoin.verifier.recheck.TakenOut;
import io.timecoin.verifier.verification.CheckerFactory;
import io.timecoin.verifier.verification.Rehearsal;
import io.timecoin.verifier.verification.VerificationPool;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * A fresh Java runtime with the verifier's workers and rehearsal, without Quarkus and Kafka, under
 * all the load that they take. Prints {@code ready MILLIS}, and for each half second {@code at
 * MILLIS COUNT}: how many transactions had their verdicts by then, in milliseconds since the
 * runtime's start. At the end, {@code processors SHARE}: how much it had of what it could have had
 * from 0 to 1; it always wants all.
 *
 * <p>Arguments: a file of transactions, and how long to run in seconds.
 */
final class SteadyRun {
  static final int BATCH = 256;

  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final Duration WINDOW = Duration.ofMillis(500);
  private static final double SHARE = 0.01;

  /** Under way at once: all workers always have a full group. */
  private static final int BATCHES = 16;

  private final long startMillis = ManagementFactory.getRuntimeMXBean().getStartTime();
  private final LongAdder done = new LongAdder();

  private SteadyRun() {}

  public static void main(String[] arguments) throws Exception {
    new SteadyRun()
        .run(read(Path.of(arguments[0])), Duration.ofSeconds(Integer.parseInt(arguments[1])));
  }

  private void run(List<List<ByteString>> batches, Duration length) throws InterruptedException {
    CheckerFactory checkers = checkers();
    int workers = VerificationPool.workersForThisMachine();
    var pool = new VerificationPool(workers, checkers::forWorker, InstantSource.system());
    Thread load = Thread.ofPlatform().daemon().unstarted(() -> load(pool, batches));
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              rehearse(checkers, pool);
              System.out.println("ready " + sinceStart());
              load.start();
            });
    for (long at = WINDOW.toMillis(); at <= length.toMillis(); at += WINDOW.toMillis()) {
      TimeUnit.MILLISECONDS.sleep(Math.max(1, at - sinceStart()));
      System.out.println("at " + sinceStart() + " " + done.sum());
    }
    System.out.println("processors " + shareOfProcessors(workers));
  }

  private double shareOfProcessors(int processors) {
    Duration used = ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    return (double) used.toMillis() / (processors * sinceStart());
  }

  private long sinceStart() {
    return System.currentTimeMillis() - startMillis;
  }

  /** As the service makes them. */
  private static CheckerFactory checkers() {
    Alarm alarm =
        disagreement -> {
          throw new AssertionError(disagreement.sentence());
        };
    return new CheckerFactory(
        new StatelessRules(Network.DEVNET, TestTransactions.GENESIS_HASH),
        BatchVerification.bestPresent(),
        new Rechecks(
            new IndependentOpinion(), () -> "", new TakenOut(), alarm, InstantSource.system()),
        SHARE);
  }

  private static void rehearse(CheckerFactory checkers, VerificationPool pool) {
    try {
      new Rehearsal(
              checkers,
              pool,
              Network.DEVNET,
              TestTransactions.GENESIS_HASH,
              InstantSource.system(),
              System::nanoTime)
          .run(WARM_UP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void load(VerificationPool pool, List<List<ByteString>> batches) {
    var room = new Semaphore(BATCHES);
    try {
      for (int i = 0; ; i++) {
        room.acquire();
        var _ =
            pool.verify(batches.get(i % batches.size()))
                .whenComplete(
                    (verdicts, _) -> {
                      if (verdicts != null) {
                        done.add(verdicts.stream().filter(v -> !v.hasRefusal()).count());
                      }
                      room.release();
                    });
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Full batches; each transaction stands behind its length in two bytes. */
  private static List<List<ByteString>> read(Path file) throws IOException {
    List<List<ByteString>> batches = new ArrayList<>();
    List<ByteString> batch = new ArrayList<>();
    try (var input = new DataInputStream(Files.newInputStream(file))) {
      for (int length = input.read(); length >= 0; length = input.read()) {
        batch.add(ByteString.copyFrom(input.readNBytes(length << Byte.SIZE | input.read())));
        if (batch.size() == BATCH) {
          batches.add(List.copyOf(batch));
          batch.clear();
        }
      }
    }
    return batches;
  }
}
