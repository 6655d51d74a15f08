package io.timecoin.devnet.scaling;

import com.google.protobuf.ByteString;
import com.sun.management.OperatingSystemMXBean;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.ed25519.BatchVerification;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.proto.internal.v1.VerifiedTransaction;
import io.timecoin.protocol.rules.StatelessRules;
import io.timecoin.verifier.recheck.Disagreement;
import io.timecoin.verifier.recheck.IndependentOpinion;
import io.timecoin.verifier.recheck.Rechecks;
import io.timecoin.verifier.recheck.TakenOut;
import io.timecoin.verifier.verification.CheckerFactory;
import io.timecoin.verifier.verification.TransactionChecker;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Verifies payments as a verifier's worker does, with nothing around it: a Java process of its own,
 * with the flags of verifier-service. Arguments: the genesis hash, and for how many milliseconds.
 * Warms up first; its last line has the verdicts, the nanoseconds that they took, and those of
 * processor time.
 */
public final class InProcessMain {
  /** Of the signatures' verification, which ends when it gets no faster. */
  private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(20);

  /** Of all of it after that. */
  private static final Duration WARM_UP = Duration.ofSeconds(8);

  /** The default of {@code timecoin.verifier.recheck-share}, which the bench leaves alone. */
  private static final double RECHECK_SHARE = 0.01;

  private final List<ByteString> payments;
  private final TransactionChecker checker;
  private int next;

  private InProcessMain(
      List<ByteString> payments, Hash256 genesisHash, BatchVerification verification) {
    this.payments = payments;
    var rechecks =
        new Rechecks(
            new IndependentOpinion(),
            () -> "batches",
            new TakenOut(),
            InProcessMain::fail,
            InstantSource.system());
    this.checker =
        new CheckerFactory(
                new StatelessRules(Network.DEVNET, genesisHash),
                verification,
                rechecks,
                RECHECK_SHARE)
            .forWorker();
  }

  public static void main(String[] arguments) {
    Hash256 genesisHash = Hash256.fromHex(arguments[0]);
    Duration time = Duration.ofMillis(Long.parseLong(arguments[1]));
    BatchVerification verification = BatchVerification.bestPresent();
    verification.warmUp(LONGEST_WARM_UP, System::nanoTime);
    var worker =
        new InProcessMain(
            InventedPayments.sign(ScalingPlan.PAYMENTS, genesisHash), genesisHash, verification);
    long unused = worker.verify(WARM_UP);
    var process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = process.getProcessCpuTime();
    long start = System.nanoTime();
    long verdicts = worker.verify(time);
    System.out.println(
        "%d %d %d"
            .formatted(verdicts, System.nanoTime() - start, process.getProcessCpuTime() - cpu));
  }

  private static void fail(Disagreement disagreement) {
    throw new IllegalStateException(disagreement.sentence());
  }

  /** What the last line says. */
  static Window result(String line) {
    String[] words = line.split(" ", 3);
    return new Window(
        1, Long.parseLong(words[1]) / 1e9, Long.parseLong(words[0]), Long.parseLong(words[2]), 0);
  }

  /** How many verdicts; at least for so long. */
  private long verify(Duration least) {
    long start = System.nanoTime();
    long verdicts = 0;
    while (System.nanoTime() - start < least.toNanos()) {
      verdicts += verifyGroup();
    }
    return verdicts;
  }

  private int verifyGroup() {
    long nowSeconds = System.currentTimeMillis() / 1_000;
    while (!checker.isFull()) {
      checker.add(payments.get(next), nowSeconds);
      next = (next + 1) % payments.size();
    }
    List<VerifiedTransaction> verdicts = checker.verdicts();
    if (verdicts.stream().anyMatch(VerifiedTransaction::hasRefusal)) {
      throw new IllegalStateException("a good payment was refused");
    }
    return verdicts.size();
  }
}
