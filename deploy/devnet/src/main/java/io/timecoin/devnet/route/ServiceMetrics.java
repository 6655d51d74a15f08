package io.timecoin.devnet.route;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a service tells Prometheus at one moment; nothing when it does not answer.
 *
 * @param samples in the order of the service
 */
record ServiceMetrics(List<Sample> samples) {
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();

  /**
   * One value.
   *
   * @param labels as they stand in braces; empty where there are none
   */
  record Sample(String name, String labels, double value) {
    /** Whether its label outcome is this. */
    boolean hasOutcome(String outcome) {
      return labels.contains("outcome=\"" + outcome + "\"");
    }
  }

  ServiceMetrics {
    samples = List.copyOf(samples);
  }

  /** Asks the service with this port on this machine. */
  static ServiceMetrics ask(int port) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/metrics"))
            .timeout(LIMIT)
            .build();
    try {
      return parse(CLIENT.send(request, BodyHandlers.ofString()).body());
    } catch (IOException e) {
      return new ServiceMetrics(List.of());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new ServiceMetrics(List.of());
    }
  }

  /** Reads the text format; only what this project's own names begin is kept. */
  static ServiceMetrics parse(String text) {
    var samples = new ArrayList<Sample>();
    text.lines().filter(line -> line.startsWith("timecoin_")).forEach(line -> add(line, samples));
    return new ServiceMetrics(samples);
  }

  private static void add(String line, List<Sample> samples) {
    int value = line.lastIndexOf(' ');
    int open = line.indexOf('{');
    String name = line.substring(0, open < 0 ? value : open);
    String labels = open < 0 ? "" : line.substring(open + 1, line.lastIndexOf('}'));
    samples.add(new Sample(name, labels, Double.parseDouble(line.substring(value + 1))));
  }

  /** The sum of all samples of a name; 0 when there is none. */
  double sum(String name) {
    return sum(name, _ -> true);
  }

  /** The sum of those samples of a name that are wanted. */
  double sum(String name, Predicate<Sample> wanted) {
    return samples.stream()
        .filter(sample -> sample.name().equals(name) && wanted.test(sample))
        .mapToDouble(Sample::value)
        .sum();
  }
}
