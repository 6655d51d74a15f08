package io.timecoin.devnet.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.api.GatewayClient;
import io.timecoin.devnet.load.LoadGenerator;
import io.timecoin.devnet.load.LoadPlan;
import io.timecoin.devnet.load.LoadReport;
import io.timecoin.devnet.suite.DevnetFolder;
import io.timecoin.devnet.suite.DevnetKeys;
import io.timecoin.devnet.suite.DevnetSettings;
import io.timecoin.devnet.suite.GenesisHash;
import io.timecoin.devnet.suite.KeyFiles;
import io.timecoin.devnet.suite.MasternodeId;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Puts load on a running devnet. */
@Command(
    name = "load",
    description = {
      "Puts a steady load of real signed payments on a running devnet.",
      "They go through the public API, and each is followed to its end; exit code 1 if one was"
          + " lost",
      "or ended otherwise than it must."
    },
    mixinStandardHelpOptions = true)
public final class LoadCommand implements Callable<Integer> {
  private static final int MAX_TRANSACTIONS = 1_000_000;

  @Mixin private DevnetName name = new DevnetName();

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "100",
      description = "transactions per second")
  private int rate = 100;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "10",
      description = "how long to send")
  private int seconds = 10;

  @Option(
      names = "--inputs",
      paramLabel = "N",
      defaultValue = "2",
      description = "inputs of each payment, 1 to 100")
  private int inputs = 2;

  @Option(
      names = "--outputs",
      paramLabel = "N",
      defaultValue = "2",
      description = "outputs of each payment, 1 to 100")
  private int outputs = 2;

  @Option(
      names = "--invalid",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "share with a defect, 0 to 1")
  private double invalid;

  @Option(
      names = "--conflicts",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "share in rival pairs, 0 to 1")
  private double conflicts;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      split = ",",
      description =
          "masternodes that take transactions in turn, rivals in the same millisecond, e.g. 1,2,4"
              + " (default: all)")
  private List<Integer> nodes = List.of();

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "of the mixture")
  private long seed = 1;

  @Option(names = "--json", description = "print the report as JSON")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    DevnetFolder folder = name.folder();
    name.running();
    var plan = checked();
    var settings = DevnetSettings.read(folder);
    List<MasternodeId> doors = doors(settings);
    var generator =
        new LoadGenerator(
            doors.stream().map(id -> new GatewayClient(settings.ports(id).rpc())).toList(),
            GenesisHash.of(folder),
            KeyFiles.read(DevnetKeys.loadFile(folder)));
    LoadReport report = generator.run(plan, new Random(seed), System.err::println);
    System.out.println(json ? asJson(report, doors) : asText(report, doors));
    return report.isClean() ? 0 : 1;
  }

  List<MasternodeId> doors(DevnetSettings settings) {
    require(
        nodes.size() == nodes.stream().distinct().count(), "--nodes names each masternode once");
    return nodes.isEmpty() ? settings.ids() : nodes.stream().map(settings::id).toList();
  }

  private LoadPlan checked() {
    require(rate >= 1 && seconds >= 1, "--rate and --seconds are at least 1");
    require(
        (long) rate * seconds * inputs <= MAX_TRANSACTIONS,
        "rate × seconds × inputs is at most %,d".formatted(MAX_TRANSACTIONS));
    require(inputs >= 1 && inputs <= 100, "--inputs is 1 to 100");
    require(outputs >= 1 && outputs <= 100, "--outputs is 1 to 100");
    require(
        invalid >= 0 && conflicts >= 0 && invalid + conflicts <= 1,
        "--invalid and --conflicts are shares of 0 to 1 and together at most 1");
    return new LoadPlan(rate, seconds, inputs, outputs, invalid, conflicts);
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new LauncherFailure(sentence);
    }
  }

  static String asJson(LoadReport report, List<MasternodeId> doors) throws JsonProcessingException {
    var mapper = new ObjectMapper();
    ObjectNode node = mapper.createObjectNode();
    node.put("submitted", report.submitted());
    node.put("final", report.finalCount());
    node.set("rejected", mapper.valueToTree(report.rejected()));
    node.set("waiting", mapper.valueToTree(report.waiting()));
    node.put("refused", report.refused());
    node.put("retries", report.retries());
    node.put("aborted", report.aborted());
    node.put("lost", report.lost());
    node.put("conflictPairs", report.conflictPairs());
    node.put("throughputPerSecond", report.throughputPerSecond());
    node.set("finalityMillis", mapper.valueToTree(report.finalityMillis()));
    node.set("abortMillis", mapper.valueToTree(report.abortMillis()));
    if (doors.size() > 1) {
      var shares = node.putArray("masternodes");
      for (int i = 0; i < doors.size(); i++) {
        LoadReport.Share share = report.shares().get(i);
        ObjectNode shown = shares.addObject();
        shown.put("name", doors.get(i).name());
        shown.put("submitted", share.submitted());
        shown.put("final", share.finalCount());
        shown.set("finalityMillis", mapper.valueToTree(share.finalityMillis()));
      }
    }
    node.set("unexpected", mapper.valueToTree(report.unexpected()));
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(node);
  }

  static String asText(LoadReport report, List<MasternodeId> doors) {
    LoadReport.Percentiles finality = report.finalityMillis();
    var text =
        new StringBuilder(
            """
            submitted     %,d
            final         %,d (%.1f per second)
            rejected      %s
            waiting       %s
            refused       %,d (%,d requests handed in again)
            aborted       %,d of %,d rival pairs
            lost          %,d
            finality ms   p50 %.1f, p95 %.1f, p99 %.1f, max %.1f\
            """
                .formatted(
                    report.submitted(),
                    report.finalCount(),
                    report.throughputPerSecond(),
                    report.rejected(),
                    report.waiting(),
                    report.refused(),
                    report.retries(),
                    report.aborted(),
                    report.conflictPairs(),
                    report.lost(),
                    finality.p50(),
                    finality.p95(),
                    finality.p99(),
                    finality.max()));
    for (int i = 0; doors.size() > 1 && i < doors.size(); i++) {
      LoadReport.Share share = report.shares().get(i);
      text.append(
          "%n%-13s %,d submitted, %,d final, p50 %.1f, p99 %.1f ms"
              .formatted(
                  doors.get(i).name(),
                  share.submitted(),
                  share.finalCount(),
                  share.finalityMillis().p50(),
                  share.finalityMillis().p99()));
    }
    report.unexpected().forEach(line -> text.append("%nUNEXPECTED %s".formatted(line)));
    return text.toString();
  }
}
