package io.timecoin.devnet.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.events.EventReport;
import io.timecoin.devnet.events.EventVerification;
import io.timecoin.devnet.suite.GenesisHash;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Verifies the events of a range of sequences. */
@Command(
    name = "verify",
    description = {
      "Verifies the events of chain.microblocks, .transactions, .blocks and .addresses: numbers,"
          + " digests, certificates, signatures, Merkle roots and paths, balances.",
      "Believes the genesis document alone; from sequence 1 on every rule of the protocol is"
          + " checked. The devnet may go on meanwhile.",
      "Says \"no gap, no duplicate, all proven from A to B\", or the first thing wrong; the exit"
          + " code is then 1."
    },
    mixinStandardHelpOptions = true)
final class EventsVerifyCommand implements Callable<Integer> {
  @Mixin private DevnetName name = new DevnetName();
  @Mixin private NodeOption node = new NodeOption();

  @Option(
      names = "--from",
      paramLabel = "S",
      description = "the first sequence (default: the first that is there)")
  private Long from;

  @Option(
      names = "--to",
      paramLabel = "S",
      description = "the last sequence (default: the last that is there)")
  private Long to;

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    OptionalLong first = sequence("--from", from);
    OptionalLong last = sequence("--to", to);
    if (first.isPresent() && last.isPresent() && first.getAsLong() > last.getAsLong()) {
      throw new LauncherFailure("--from is behind --to");
    }
    name.running();
    EventReport report =
        new EventVerification(
                node.topics(name.folder()),
                GenesisHash.document(name.folder()),
                first,
                last,
                System.err::println)
            .run();
    System.out.println(
        json
            ? new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report)
            : report.text());
    return 0;
  }

  private static OptionalLong sequence(String option, Long value) {
    if (value == null) {
      return OptionalLong.empty();
    }
    if (value < 1) {
      throw new LauncherFailure(option + " is a sequence, 1 or more");
    }
    return OptionalLong.of(value);
  }
}
