package io.timecoin.devnet.command;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.dlq.DeadLetterTopics;
import io.timecoin.devnet.dlq.Replay;
import io.timecoin.devnet.dlq.StoredLetter;
import io.timecoin.protocol.topics.Topic;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Replays dead letters. */
@Command(
    name = "replay",
    description = {
      "Writes dead letters back to their topic: key, value, headers and partition as they came.",
      "Each goes back once: what an earlier replay wrote is left alone. The dead letter stays.",
      "Topics with one writer (chain.*, consensus.outbound) are refused."
    },
    mixinStandardHelpOptions = true)
final class DlqReplayCommand implements Callable<Integer> {
  @ParentCommand private DlqCommand dlq = new DlqCommand();

  @Parameters(
      index = "0",
      paramLabel = "TOPIC",
      description = "the topic that the records came from, e.g. tx.inbound")
  private String topic = "";

  @Parameters(
      index = "1..*",
      paramLabel = "OFFSET",
      description = "dead letters' offsets, as `dlq list` shows them")
  private List<Long> offsets = List.of();

  @Option(names = "--all", description = "all dead letters of the topic")
  private boolean all;

  @Override
  public Integer call() {
    if (all != offsets.isEmpty()) {
      throw new LauncherFailure("which? give offsets, or --all");
    }
    DeadLetterTopics letters = dlq.letters();
    Topic source = letters.source(topic);
    List<StoredLetter> chosen =
        all
            ? letters.list(List.of(source))
            : offsets.stream().distinct().map(offset -> letters.find(source, offset)).toList();
    List<Replay> replays = letters.replay(source, chosen);
    replays.forEach(replay -> System.out.println(line(replay)));
    long written = replays.stream().filter(Replay.Written.class::isInstance).count();
    System.out.println("%d replayed, %d were before".formatted(written, replays.size() - written));
    return 0;
  }

  private static String line(Replay replay) {
    return switch (replay) {
      case Replay.Written(var letter, int partition, long offset) ->
          "%s -> %s partition %d offset %d"
              .formatted(letter.place(), letter.source().topicName(), partition, offset);
      case Replay.WrittenBefore(var letter, int partition, long offset) ->
          "%s is at %s partition %d offset %d already"
              .formatted(letter.place(), letter.source().topicName(), partition, offset);
    };
  }
}
