package io.timecoin.devnet.scaling;

import io.timecoin.devnet.bench.Figures;
import java.util.ArrayList;
import java.util.List;

/**
 * Several instances with the same share of a core each.
 *
 * @param share of a core that each instance had at most
 */
record ShareResult(double share, List<Row> scaling) {

  ShareResult {
    scaling = List.copyOf(scaling);
  }

  /**
   * So many instances.
   *
   * @param rate payments in a second, the median
   * @param ratioToOne of the rate, to that of one instance
   * @param cpuMicrosPerSignature of all instances together, the median
   * @param cpuRatioToOne of that, to one instance's
   * @param cores that the instances had together, the median
   * @param brokerCores that the broker had meanwhile, the median
   * @param rates what was measured, in the order of the rounds
   */
  record Row(
      int instances,
      long rate,
      double ratioToOne,
      double cpuMicrosPerSignature,
      double cpuRatioToOne,
      double cores,
      double brokerCores,
      List<Long> rates) {}

  /** The windows of any number of instances; one instance must be among them. */
  static ShareResult of(double share, List<Window> windows) {
    List<Window> ones = having(windows, 1);
    double rateOfOne = Figures.median(ones, Window::rate);
    double cpuOfOne = Figures.median(ones, Window::cpuMicrosPerSignature);
    var rows = new ArrayList<Row>();
    for (int instances : windows.stream().map(Window::instances).distinct().sorted().toList()) {
      List<Window> these = having(windows, instances);
      double rate = Figures.median(these, Window::rate);
      double cpu = Figures.median(these, Window::cpuMicrosPerSignature);
      rows.add(
          new Row(
              instances,
              Math.round(rate),
              Figures.rounded(rate / rateOfOne, 2),
              Figures.rounded(cpu, 2),
              Figures.rounded(cpu / cpuOfOne, 3),
              Figures.rounded(Figures.median(these, Window::cores), 2),
              Figures.rounded(Figures.median(these, Window::brokerCores), 2),
              these.stream().map(window -> Math.round(window.rate())).toList()));
    }
    return new ShareResult(share, rows);
  }

  private static List<Window> having(List<Window> windows, int instances) {
    return windows.stream().filter(window -> window.instances() == instances).toList();
  }
}
