package io.timecoin.e2e;

import io.timecoin.e2e.OutageClient.Attempt;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What one fault did to the clients.
 *
 * @param what fails
 * @param lasted how long
 * @param submissions payments handed in while it lasted
 * @param finals promised payments that became final meanwhile
 * @param queries balances asked meanwhile
 * @param back from its end until a payment promised after it was final
 * @param lost promised payments that had no end
 */
record OutageRow(
    String what,
    Duration lasted,
    List<Attempt> submissions,
    long finals,
    List<Attempt> queries,
    Duration back,
    int lost) {
  static final String HEAD =
      """
      | what fails | for | taken (202): number, p50 / max ms | refused (503): number, p50 / max ms \
      | no answer | final meanwhile | balances answered / refused, max ms | back after ms | lost |
      |---|---|---|---|---|---|---|---|---|
      """;

  OutageRow {
    submissions = List.copyOf(submissions);
    queries = List.copyOf(queries);
  }

  long count(int status) {
    return with(submissions, status).size();
  }

  Duration slowest(int status) {
    return max(with(submissions, status));
  }

  Duration slowestQuery() {
    return max(queries);
  }

  long queriesAnswered(int status) {
    return with(queries, status).size();
  }

  /** Whether every refusal says when to come again. */
  boolean everyRefusalSaysWhenToComeAgain() {
    return with(submissions, 503).stream().allMatch(Attempt::retryAfter);
  }

  String line() {
    return "| %s | %s s | %s | %s | %d | %d | %d / %d, %d | %,d | %d |%n"
        .formatted(
            what,
            lasted.toSeconds(),
            cell(202),
            cell(503),
            count(OutageClient.NO_ANSWER),
            finals,
            queriesAnswered(200),
            queries.size() - queriesAnswered(200),
            slowestQuery().toMillis(),
            back.toMillis(),
            lost);
  }

  private String cell(int status) {
    List<Attempt> attempts = with(submissions, status);
    if (attempts.isEmpty()) {
      return "none";
    }
    var took = attempts.stream().map(Attempt::took).sorted().toList();
    return String.format(
        Locale.ROOT,
        "%d, %d / %d",
        attempts.size(),
        took.get(took.size() / 2).toMillis(),
        took.getLast().toMillis());
  }

  private static List<Attempt> with(List<Attempt> attempts, int status) {
    return attempts.stream().filter(each -> each.status() == status).toList();
  }

  private static Duration max(List<Attempt> attempts) {
    return attempts.stream()
        .map(Attempt::took)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }
}
