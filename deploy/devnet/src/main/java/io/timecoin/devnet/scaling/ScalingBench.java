package io.timecoin.devnet.scaling;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.bench.OwnDevnet;
import io.timecoin.devnet.cpu.CpuName;
import io.timecoin.devnet.cpu.CpuShares;
import io.timecoin.devnet.scaling.ScalingPlan.Part;
import io.timecoin.devnet.suite.Devnet;
import io.timecoin.devnet.suite.DevnetFolder;
import io.timecoin.devnet.suite.DevnetOptions;
import io.timecoin.devnet.suite.GenesisHash;
import io.timecoin.devnet.suite.Progress;
import io.timecoin.devnet.suite.Replicas;
import io.timecoin.devnet.suite.Sources;
import io.timecoin.protocol.crypto.Hash256;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * How the verifier scales, measured in a devnet of its own that ends with the measurement: first
 * with all its services, then with its broker alone.
 */
public final class ScalingBench {
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private final ScalingPlan plan;
  private final Progress progress;

  public ScalingBench(ScalingPlan plan, Progress progress) {
    this.plan = plan;
    this.progress = progress;
  }

  /**
   * Measures; everything that was started is stopped when this returns, also by an exception or
   * after Ctrl-C. Of a failure the devnet's folder stays, for its logs.
   *
   * @throws LauncherFailure when a part does not start, or a measurement makes no sense
   */
  public ScalingReport run() {
    return OwnDevnet.use("scaling", this::measure);
  }

  private ScalingReport measure(DevnetFolder folder) {
    var options = new DevnetOptions(folder, Replicas.SINGLE, Optional.empty(), Sources.root());
    try (Devnet devnet = Devnet.start(options, progress)) {
      ChangesResult changes =
          plan.has(Part.CHANGES) ? new MemberChanges(plan, devnet, progress).measure() : null;
      CoreResult core = null;
      ShareResult share = null;
      if (plan.has(Part.CORE) || plan.has(Part.SHARE)) {
        // They would take processor time from what is measured.
        devnet.kill(devnet.masternode().services());
        Hash256 genesisHash = GenesisHash.of(folder);
        List<byte[]> values = values(genesisHash);
        try (CpuShares shares = CpuShares.start();
            var verifiers = new SaturatedVerifiers(devnet, plan, values, shares, progress)) {
          if (plan.has(Part.CORE)) {
            var alone = new InProcess(devnet.masternode().folder().logs(), genesisHash, shares);
            core = new CoreRate(plan, verifiers, alone, progress).measure();
          }
          if (plan.has(Part.SHARE)) {
            share = new ShareScaling(plan, verifiers, progress).measure(PROCESSORS);
          }
        }
      }
      return new ScalingReport(
          CpuName.ofThisMachine(),
          PROCESSORS,
          Instant.now().truncatedTo(ChronoUnit.MINUTES).toString(),
          core,
          share,
          changes);
    }
  }

  private List<byte[]> values(Hash256 genesisHash) {
    progress.say("Signing %,d payments".formatted(ScalingPlan.PAYMENTS));
    return InventedPayments.inBatches(
        InventedPayments.sign(ScalingPlan.PAYMENTS, genesisHash),
        ScalingPlan.PER_BATCH,
        System.currentTimeMillis());
  }
}
