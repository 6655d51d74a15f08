package io.timecoin.devnet.command;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.events.EventReplay;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.topics.TopicCatalogue;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Replays public events from the ledger to a topic. */
@Command(
    name = "replay",
    description = {
      "Writes the public events of a range of sequences, as the ledger has them, to a topic of"
          + " yours: keys and values byte for byte those of the live topic, in the same order.",
      "The topic is made where it is missing, with the live topic's number of partitions; one that"
          + " holds records is refused.",
      "Example: events replay chain.transactions --from 1000 --to my.transactions"
    },
    mixinStandardHelpOptions = true)
final class EventsReplayCommand implements Callable<Integer> {
  @Mixin private DevnetName name = new DevnetName();
  @Mixin private NodeOption node = new NodeOption();

  @Parameters(
      paramLabel = "SOURCE",
      description = "chain.microblocks, chain.transactions, chain.blocks or chain.addresses")
  private String source = "";

  @Option(
      names = "--from",
      paramLabel = "S",
      defaultValue = "0",
      description = "the first sequence; 0 is genesis (default: ${DEFAULT-VALUE})")
  private long from;

  @Option(
      names = "--until",
      paramLabel = "S",
      description = "the last sequence (default: the last that the ledger has now)")
  private Long until;

  @Option(names = "--to", paramLabel = "TOPIC", required = true, description = "where to write")
  private String target = "";

  @Override
  public Integer call() {
    Topic topic =
        TopicCatalogue.byName(source)
            .filter(Topic::isPublic)
            .orElseThrow(
                () ->
                    new LauncherFailure(
                        "\"%s\" is no public topic; there are %s"
                            .formatted(
                                source,
                                Arrays.stream(Topic.values())
                                    .filter(Topic::isPublic)
                                    .map(Topic::topicName)
                                    .collect(Collectors.joining(", ")))));
    OptionalLong last = until == null ? OptionalLong.empty() : OptionalLong.of(until);
    if (from < 0 || (until != null && until < from)) {
      throw new LauncherFailure("--from is a sequence, 0 or more, and not behind --until");
    }
    name.running();
    var report =
        new EventReplay(
                node.gateway(name.folder()), node.topics(name.folder()), topic, System.err::println)
            .to(target, from, last);
    System.out.println(report.text());
    return 0;
  }
}
