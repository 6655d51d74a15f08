package io.timecoin.devnet.route;

import io.timecoin.devnet.api.GatewayClient;
import io.timecoin.devnet.bench.Figures;
import io.timecoin.devnet.kafka.NodeTopics;
import io.timecoin.devnet.suite.Devnet;
import io.timecoin.devnet.suite.Masternode;
import io.timecoin.devnet.suite.Progress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A running devnet with the bench's coins on it: signs a load, sends it, follows it to its end, and
 * goes on from the coins it made.
 */
record Stage(Devnet devnet, PaymentPairs pairs, Progress progress) {
  private static final Duration LAST_WAIT = Duration.ofMinutes(3);

  NodeTopics topics() {
    return new NodeTopics(devnet.kafkaBootstrap(), devnet.kafkaPrefix());
  }

  List<URI> gateways() {
    return devnet.masternodes().stream().map(Masternode::gateway).map(GatewayClient::base).toList();
  }

  /** Where a signed load lies while it is sent; one at a time. */
  Path loadFile() {
    return devnet.folder().path().resolve("signed-load");
  }

  /**
   * Lets the services' compilers do their work under a load, for so long in all: where it is too
   * much for services that have just started, under half of it, and so on.
   */
  void warmUp(int rate, Duration length) {
    long begin = System.nanoTime();
    int tried = rate;
    Duration left = length;
    while (left.compareTo(Duration.ofSeconds(1)) >= 0) {
      StepResult step = measure(Math.max(1, tried), left);
      tried = step.cutShort() ? tried / 2 : tried;
      left = length.minusNanos(System.nanoTime() - begin);
    }
  }

  /** Offers a rate for so long; ends early when the node does not carry it. */
  StepResult measure(int rate, Duration length) {
    int count = Math.toIntExact(Math.max(1, rate * length.toMillis() / 1_000));
    progress.say("  %,d payments/s: signing %,d payments".formatted(rate, count));
    try (SignedLoad load = pairs.load(loadFile(), count)) {
      var fates = new Fates(count);
      var loop = new OpenLoop(gateways(), load, fates, rate);
      try (var ledger = new LedgerCount(topics());
          var finality = FinalityWatch.start(topics(), load, fates)) {
        SteadyLoad.Window window;
        List<QueueGrowth> queues;
        try (QueueWatch watch = QueueWatch.start(devnet, fates)) {
          window = new SteadyLoad(fates, new Processes(devnet)).send(loop, rate, length);
          queues = watch.growth();
        }
        int withoutEnd = new LastEnds(devnet.gateway(), load, fates, LAST_WAIT).await();
        finality.requireAlive();
        LedgerCount.Count inLedger =
            ledger.await(load, fates.finals(), window.fromMillis(), window.toMillis());
        pairs.settle(load, fates::isFinal);
        StepResult result = result(rate, fates, loop, window, queues, withoutEnd, inLedger);
        progress.say("  " + StepText.line(result));
        return result;
      }
    }
  }

  private static StepResult result(
      int rate,
      Fates fates,
      OpenLoop loop,
      SteadyLoad.Window window,
      List<QueueGrowth> queues,
      int withoutEnd,
      LedgerCount.Count inLedger) {
    int finals = fates.finalsBetween(window.fromNanos(), window.toNanos());
    double finalPerSecond = finals / window.seconds();
    double ledgerPerSecond = inLedger.inWindow() / window.seconds();
    var finality = fates.finalityMillis(window.fromNanos(), window.toNanos());
    boolean held =
        !window.cutShort()
            && StepResult.isHeld(
                rate, finalPerSecond, ledgerPerSecond, finality.p99(), window.backlogPerSecond());
    return new StepResult(
        rate,
        Figures.rounded(window.seconds(), 1),
        Figures.rounded(fates.acknowledged() / window.sendingSeconds(), 1),
        Figures.rounded(finalPerSecond, 1),
        Figures.rounded(ledgerPerSecond, 1),
        fates.sent(),
        fates.acknowledged(),
        fates.finals(),
        inLedger.payments(),
        withoutEnd + Math.max(0, fates.finals() - inLedger.payments()),
        fates.twiceFinal() + inLedger.again(),
        fates.ended(),
        loop.retries(),
        finality,
        Figures.rounded(window.backlogPerSecond(), 1),
        window.cutShort(),
        held,
        Figures.rounded(window.cores(), 2),
        Processes.microsPerPayment(window.cpuBefore(), window.cpuAfter(), finals),
        queues,
        StepResult.growing(queues, rate));
  }
}
