package io.timecoin.devnet.scaling;

import io.timecoin.devnet.bench.Figures;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One instance with one core, beside the same work in one process.
 *
 * @param throughKafkaPerSecond payments, the median
 * @param inProcessPerSecond payments, the median
 * @param ratio of the two
 * @param cpuMicrosPerSignature of the instance, the median
 * @param inProcessCpuMicrosPerSignature the median
 * @param brokerCores that the broker had meanwhile, the median
 * @param turns what was measured, in turns
 */
record CoreResult(
    long throughKafkaPerSecond,
    long inProcessPerSecond,
    double ratio,
    double cpuMicrosPerSignature,
    double inProcessCpuMicrosPerSignature,
    double brokerCores,
    List<Turn> turns) {

  /**
   * One measurement of each, payments in a second.
   *
   * @param cores that the instance had
   */
  record Turn(long throughKafkaPerSecond, long inProcessPerSecond, double cores) {
    static Turn of(Window through, Window without) {
      return new Turn(
          Math.round(through.rate()),
          Math.round(without.rate()),
          Figures.rounded(through.cores(), 2));
    }
  }

  /** As many windows of the one as of the other. */
  static CoreResult of(List<Window> throughKafka, List<Window> inProcess) {
    double through = Figures.median(throughKafka, Window::rate);
    double without = Figures.median(inProcess, Window::rate);
    return new CoreResult(
        Math.round(through),
        Math.round(without),
        Figures.rounded(through / without, 2),
        Figures.rounded(Figures.median(throughKafka, Window::cpuMicrosPerSignature), 2),
        Figures.rounded(Figures.median(inProcess, Window::cpuMicrosPerSignature), 2),
        Figures.rounded(Figures.median(throughKafka, Window::brokerCores), 2),
        IntStream.range(0, throughKafka.size())
            .mapToObj(turn -> Turn.of(throughKafka.get(turn), inProcess.get(turn)))
            .toList());
  }
}
