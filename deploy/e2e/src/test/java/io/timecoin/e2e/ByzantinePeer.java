package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.devnet.load.LoadPlan;
import io.timecoin.devnet.load.LoadReport;
import io.timecoin.devnet.suite.KeyFiles;
import io.timecoin.devnet.suite.ServiceKind;
import io.timecoin.devnet.suite.Waiting;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Three honest masternodes, and over real TLS somebody who holds the fourth one's consensus key, or
 * none: payments go on, the three stay in agreement, and what can be proven is kept.
 */
abstract class ByzantinePeer {
  private static final int TRAITOR = 4;
  private static final Duration BAN_LIMIT = Duration.ofSeconds(60);
  private static final Duration GONE_LIMIT = Duration.ofSeconds(10);

  /** KiB: the heap of a gateway on a devnet is bounded by 160 MiB in all. */
  private static final long MOST_GROWTH = 120L << 10;

  private final RunningDevnet devnet;
  private final List<Node> honest;
  private final Federation federation;

  ByzantinePeer(RunningDevnet devnet) {
    this.devnet = devnet;
    this.honest = devnet.nodes().subList(0, TRAITOR - 1);
    this.federation = new Federation(honest);
  }

  /** Its own processes are gone from here on: somebody else speaks in its name. */
  @BeforeEach
  void takeTheFourthKey() {
    devnet.node(TRAITOR).kill();
  }

  private KeyPair stolenKey() {
    return KeyFiles.read(
        devnet.node(TRAITOR).masternode().folder().keys().resolve("consensus.key"));
  }

  @Test
  @SuppressWarnings("SystemOut")
  void aMemberThatContradictsItselfIsOutvotedAndLeavesEvidence() throws Exception {
    List<Traitor.Pair> pairs;
    try (var traitor = new Traitor(devnet, stolenKey(), honest)) {
      LoadReport report =
          devnet.load(honest).run(new LoadPlan(10, 40, 1, 2, 0, 0.1), new Random(3), devnet::note);
      pairs = traitor.pairs();
      System.out.println(
          "traitor: voted twice on %d proposals, proposed %d pairs, connections ended %s; %s"
              .formatted(traitor.proposalsVoted(), pairs.size(), traitor.ends(), report));
      assertThat(traitor.proposalsVoted()).isPositive();
      assertThat(pairs).isNotEmpty();
      assertNothingIsLost(report);
      honest.forEach(node -> assertHasEvidence(node, traitor));
    }
    federation.assertAgreed();
    Set<Hash256> txids = ChainStream.read(honest.getFirst()).txids();
    assertThat(pairs)
        .noneMatch(
            pair -> txids.contains(pair.first().txid()) && txids.contains(pair.second().txid()));
  }

  private void assertHasEvidence(Node node, Traitor traitor) {
    List<JsonNode> evidence =
        StreamSupport.stream(node.gateway().call("getevidence").spliterator(), false).toList();
    devnet.note(
        "evidence on %d: %s"
            .formatted(
                node.number(),
                evidence.stream().map(piece -> piece.path("type").asText()).distinct().toList()));
    assertThat(evidence)
        .as("evidence on masternode %d", node.number())
        .isNotEmpty()
        .allMatch(piece -> piece.path("signer").asText().equals(traitor.key().toString()));
    assertThat(evidence.stream().map(piece -> piece.path("type").asText()))
        .contains("prepare", "proposal");
  }

  @ParameterizedTest(name = "with a member''s key: {0}")
  @ValueSource(booleans = {true, false})
  @SuppressWarnings("SystemOut")
  void whateverAPeerSendsTheOthersGoOn(boolean member) throws Exception {
    var impostor =
        new Impostor(devnet.genesis().hash(), member ? Optional.of(stolenKey()) : Optional.empty());
    Map<String, Long> before = memory();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<LoadReport> load =
          CompletableFuture.supplyAsync(
              () ->
                  devnet
                      .load(honest)
                      .run(new LoadPlan(5, 60, 1, 2, 0.05, 0.1), new Random(4), devnet::note),
              executor);
      PeerAttack[] attacks = PeerAttack.values();
      for (int i = 0; i < attacks.length; i++) {
        attack(impostor, attacks[i], honest.get(i % honest.size()));
      }
      LoadReport report = load.join();
      System.out.println("attacked, with a key %s: %s".formatted(member, report));
      assertNothingIsLost(report);
    }
    Map<String, Long> after = memory();
    System.out.println("memory of the gateways in KiB: %s, then %s".formatted(before, after));
    after.forEach(
        (name, kibibytes) ->
            assertThat(kibibytes - before.get(name)).as(name).isLessThan(MOST_GROWTH));
    federation.assertAgreed();
  }

  private void attack(Impostor impostor, PeerAttack attack, Node at) throws IOException {
    long begin = System.nanoTime();
    try (Impostor.Connection connection =
        attack == PeerAttack.ANSWERS_THAT_NOBODY_READS
            ? impostor.connectNarrow(at)
            : impostor.connect(at)) {
      try {
        attack.run(
            connection.peer(),
            at,
            () -> {
              Waiting.pause(Duration.ofMillis(20));
              return isBanned(at, connection) || System.nanoTime() - begin > BAN_LIMIT.toNanos();
            });
      } catch (IOException e) {
        // The other end has closed: what it thinks of the peer is asked below.
        devnet.note("%s: %s".formatted(attack, e));
      }
      switch (attack.outcome()) {
        case BANNED ->
            Poll.untilTrue(attack + " is banned", GONE_LIMIT, () -> isBanned(at, connection));
        case LET_GO -> assertThat(connection.peer().isClosed()).as("%s", attack).isTrue();
        case BORNE -> assertThat(isBanned(at, connection)).as("%s", attack).isFalse();
      }
    }
    devnet.note(
        "%s at %d took %d ms"
            .formatted(attack, at.number(), (System.nanoTime() - begin) / 1_000_000));
  }

  private static boolean isBanned(Node at, Impostor.Connection connection) {
    return at.gateway().call("listbanned").toString().contains(connection.nodeKey().toString());
  }

  private static void assertNothingIsLost(LoadReport report) {
    assertThat(report.unexpected()).isEmpty();
    assertThat(report.lost()).isZero();
    assertThat(report.finalCount()).isPositive();
  }

  /** Of each honest gateway, resident, in KiB. */
  private Map<String, Long> memory() throws IOException {
    var memory = new LinkedHashMap<String, Long>();
    for (Node node : honest) {
      long pid = node.service(ServiceKind.GATEWAY).pid();
      String resident =
          Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
              .filter(line -> line.startsWith("VmRSS:"))
              .findFirst()
              .orElseThrow();
      memory.put("gateway of " + node.number(), Long.parseLong(resident.replaceAll("\\D", "")));
    }
    return memory;
  }
}
