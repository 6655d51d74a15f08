package io.timecoin.devnet.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.timecoin.devnet.dlq.DeadLetterTopics;
import io.timecoin.devnet.dlq.StoredLetter;
import io.timecoin.protocol.topics.Topic;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Lists dead letters. */
@Command(
    name = "list",
    description = "Lists the dead letters of TOPIC, or of all topics; none is no error.",
    mixinStandardHelpOptions = true)
final class DlqListCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParentCommand private DlqCommand dlq = new DlqCommand();

  @Parameters(
      arity = "0..1",
      paramLabel = "TOPIC",
      description = "the topic that the records came from, e.g. tx.inbound")
  private String topic = "";

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    DeadLetterTopics letters = dlq.letters();
    List<Topic> topics =
        topic.isEmpty() ? DeadLetterTopics.sources() : List.of(letters.source(topic));
    List<StoredLetter> found = letters.list(topics);
    System.out.println(json ? asJson(found) : asText(found));
    return 0;
  }

  static String asText(List<StoredLetter> found) {
    if (found.isEmpty()) {
      return "no dead letters";
    }
    var text = new StringBuilder();
    found.forEach(
        stored ->
            text.append(
                "%-24s %6d  %s  %-22s %s, %s %d/%d: %s%n"
                    .formatted(
                        stored.source().topicName(),
                        stored.offset(),
                        stored.at(),
                        stored.letter().getError(),
                        stored.letter().getService(),
                        "record",
                        stored.letter().getPartition(),
                        stored.letter().getOffset(),
                        stored.letter().getDetail())));
    return text.toString().stripTrailing();
  }

  static String asJson(List<StoredLetter> found) throws JsonProcessingException {
    ArrayNode all = JSON.createArrayNode();
    for (StoredLetter stored : found) {
      var letter = stored.letter();
      all.addObject()
          .put("topic", stored.source().topicName())
          .put("offset", stored.offset())
          .put("time", stored.at().toString())
          .put("error", letter.getError())
          .put("detail", letter.getDetail())
          .put("service", letter.getService())
          .put("instance", letter.getInstance())
          .put("recordPartition", letter.getPartition())
          .put("recordOffset", letter.getOffset())
          .put("valueBytes", letter.getValue().size());
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all);
  }
}
