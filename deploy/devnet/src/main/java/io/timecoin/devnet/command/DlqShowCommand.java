package io.timecoin.devnet.command;

import io.timecoin.devnet.dlq.DeadLetterTopics;
import io.timecoin.devnet.dlq.LetterText;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Shows one dead letter. */
@Command(
    name = "show",
    description = "Shows one dead letter: reason, place, headers, message and bytes.",
    mixinStandardHelpOptions = true)
final class DlqShowCommand implements Callable<Integer> {
  @ParentCommand private DlqCommand dlq = new DlqCommand();

  @Parameters(
      index = "0",
      paramLabel = "TOPIC",
      description = "the topic that the record came from, e.g. tx.inbound")
  private String topic = "";

  @Parameters(
      index = "1",
      paramLabel = "OFFSET",
      description = "the dead letter's offset, as `dlq list` shows it")
  private long offset;

  @Override
  public Integer call() {
    DeadLetterTopics letters = dlq.letters();
    LetterText.of(letters.find(letters.source(topic), offset)).forEach(System.out::println);
    return 0;
  }
}
