package io.timecoin.devnet.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a person wants to know of a devnet that has just become ready. */
record Announcement(List<String> lines) {

  static Announcement of(Devnet devnet) {
    String option =
        devnet.folder().name().equals("devnet") ? "" : " --name " + devnet.folder().name();
    String base = devnet.gateway().base().toString();
    return new Announcement(
        devnet.masternodes().size() == 1
            ? single(devnet, option, base)
            : several(devnet, option, base));
  }

  private static List<String> single(Devnet devnet, String option, String base) {
    return List.of(
        "",
        "TimeCoin devnet \"%s\" is ready.".formatted(devnet.folder().name()),
        "  JSON-RPC        " + base,
        "  REST            " + base + "v1/transactions   (OpenAPI: " + base + "q/openapi)",
        "  Kafka           "
            + devnet.kafkaBootstrap()
            + "   (topics "
            + devnet.kafkaPrefix()
            + "chain.*)",
        "  Funded wallet   " + GenesisMaker.address(devnet.keys().wallet()),
        "  its key file    " + DevnetKeys.walletFile(devnet.folder()),
        "  Try             deploy/timecoin cli%s getblockchaininfo".formatted(option),
        "                  deploy/timecoin cli%s send --to ADDRESS --amount 1.5".formatted(option),
        "                  deploy/timecoin status%s; deploy/timecoin logs%s mempool-service"
            .formatted(option, option),
        "");
  }

  private static List<String> several(Devnet devnet, String option, String base) {
    var lines = new ArrayList<String>();
    lines.add("");
    lines.add(
        "TimeCoin devnet \"%s\" of %d masternodes is ready."
            .formatted(devnet.folder().name(), devnet.masternodes().size()));
    for (Masternode masternode : devnet.masternodes()) {
      lines.add(
          "  %-15s JSON-RPC and REST %s, topics %schain.*"
              .formatted(
                  masternode.id().name(), masternode.gateway().base(), masternode.kafkaPrefix()));
    }
    lines.addAll(
        List.of(
            "  Kafka           " + devnet.kafkaBootstrap(),
            "  OpenAPI         " + base + "q/openapi",
            "  Funded wallet   " + GenesisMaker.address(devnet.keys().wallet()),
            "  its key file    " + DevnetKeys.walletFile(devnet.folder()),
            "  Try             deploy/timecoin cli%s --node 2 send --to ADDRESS --amount 1.5"
                .formatted(option),
            "                  deploy/timecoin partition%s 1/2%s; deploy/timecoin heal%s"
                .formatted(option, rest(devnet), option),
            "                  deploy/timecoin kill%s 2; deploy/timecoin start%s 2"
                .formatted(option, option),
            "                  deploy/timecoin status%s; deploy/timecoin logs%s 2 mempool-service"
                .formatted(option, option),
            ""));
    return lines;
  }

  /** The masternodes from the third on, as the end of a group. */
  private static String rest(Devnet devnet) {
    return devnet.masternodes().stream()
        .skip(2)
        .map(masternode -> "," + masternode.id().number())
        .collect(Collectors.joining());
  }
}
