package io.timecoin.devnet.suite;

import java.util.List;

/** What a person wants to know of a devnet that has just become ready. */
record Announcement(List<String> lines) {

  static Announcement of(Devnet devnet) {
    String option =
        devnet.folder().name().equals("devnet") ? "" : " --name " + devnet.folder().name();
    String base = devnet.gateway().base().toString();
    return new Announcement(
        List.of(
            "",
            "TimeCoin devnet \"%s\" is ready.".formatted(devnet.folder().name()),
            "  JSON-RPC        " + base,
            "  REST            " + base + "v1/transactions   (OpenAPI: " + base + "q/openapi)",
            "  Kafka           "
                + devnet.kafkaBootstrap()
                + "   (topics "
                + devnet.kafkaPrefix()
                + "chain.*)",
            "  Funded wallet   " + DevnetMaker.address(devnet.keys().wallet()),
            "  its key file    " + DevnetKeys.walletFile(devnet.folder()),
            "  Try             deploy/timecoin cli%s getblockchaininfo".formatted(option),
            "                  deploy/timecoin cli%s send --to ADDRESS --amount 1.5"
                .formatted(option),
            "                  deploy/timecoin status%s; deploy/timecoin logs%s mempool-service"
                .formatted(option, option),
            ""));
  }
}
