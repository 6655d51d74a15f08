package io.timecoin.devnet.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.devnet.backends.PostgresDatabase;
import io.timecoin.devnet.backends.PostgresServer;
import io.timecoin.protocol.committee.Tier;
import io.timecoin.protocol.ed25519.Ed25519Verifier;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.network.GenesisFile;
import io.timecoin.protocol.network.GenesisMember;
import io.timecoin.protocol.peer.NodeStatement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DevnetMakerTest {
  private static final DevnetSettings SETTINGS = new DevnetSettings(24_300, 20, 1_767_225_600, 4);

  private static final PostgresDatabase DATABASE =
      new PostgresServer("127.0.0.1", 24_392, "user", "password").database("timecoin_n3");

  @TempDir private Path home;
  private DevnetFolder folder;

  @BeforeEach
  void makeDevnet() {
    folder = new DevnetFolder("four", home.resolve("four"));
    DevnetMaker.write(folder, SETTINGS);
  }

  @Test
  void genesisNamesTheMasternodesInTheirOrderWithEqualWeight() throws Exception {
    GenesisDocument genesis = GenesisFile.read(folder.genesis());

    assertThat(genesis.members()).hasSize(4);
    assertThat(genesis.members()).extracting(GenesisMember::tier).containsOnly(Tier.BRONZE);
    assertThat(genesis.members())
        .extracting(GenesisMember::endpoint)
        .containsExactly(
            "127.0.0.1:24300", "127.0.0.1:24400", "127.0.0.1:24500", "127.0.0.1:24600");
    var keys = new ArrayList<Object>();
    for (MasternodeId id : SETTINGS.ids()) {
      keys.add(MasternodeKeys.read(id.folder(folder)).consensus().publicKey());
    }
    assertThat(genesis.members().stream().map(GenesisMember::consensusKey).map(Object.class::cast))
        .containsExactlyElementsOf(keys);
    assertThat(genesis.members()).extracting(GenesisMember::reward).doesNotHaveDuplicates();
  }

  @Test
  void eachMayBeginWithAnEmptyLogOnce() {
    for (MasternodeId id : SETTINGS.ids()) {
      var first = new FirstStart(id.folder(folder));
      assertThat(first.isAllowed()).isTrue();
      first.done();
      assertThat(first.isAllowed()).isFalse();
    }
  }

  @Test
  void aStatementLetsTheNodeKeySpeakForTheMemberForAYear() throws Exception {
    var genesisHash = GenesisHash.of(folder);
    MasternodeKeys keys = MasternodeKeys.read(new MasternodeId(2, 4).folder(folder));
    Instant now = Instant.ofEpochSecond(1_800_000_000);

    keys.stateNode(genesisHash, now);

    NodeStatement statement = NodeStatement.fromHex(Files.readString(keys.statementFile()));
    assertThat(statement.nodeKey()).isEqualTo(keys.node().publicKey());
    assertThat(statement.consensusKey()).isEqualTo(keys.consensus().publicKey());
    assertThat(statement.isExpired(now.plus(Duration.ofDays(364)))).isFalse();
    assertThat(statement.isExpired(now.plus(Duration.ofDays(365)))).isTrue();
    assertThat(statement.isSigned(genesisHash, new Ed25519Verifier())).isTrue();
  }

  @Test
  void everyGatewayDialsAllOthersThroughItsOwnLinks() {
    Map<String, String> gateway = configuration(new MasternodeId(3, 4), ServiceKind.GATEWAY);

    assertThat(gateway)
        .containsEntry("timecoin.peers.listen", "127.0.0.1:24500")
        .containsEntry("timecoin.peers.connect", "127.0.0.1:24561,127.0.0.1:24562,127.0.0.1:24564")
        .containsEntry("timecoin.peers.discover", "false")
        .containsEntry("timecoin.kafka.prefix", "timecoin.n3.");
    assertThat(Path.of(gateway.get("timecoin.peers.node-key-file"))).exists();
    assertThat(configuration(new MasternodeId(3, 4), ServiceKind.MEMPOOL).keySet())
        .noneMatch(key -> key.startsWith("timecoin.peers."));
  }

  @Test
  void aSingleMasternodesGatewayKnowsNoPeers() {
    assertThat(configuration(new MasternodeId(1, 1), ServiceKind.GATEWAY).keySet())
        .noneMatch(key -> key.startsWith("timecoin.peers."));
  }

  @Test
  void wipingLeavesNoKey() {
    folder.wipe();

    assertThat(folder.masternodes()).doesNotExist();
    assertThat(folder.exists()).isFalse();
  }

  @Test
  void theSettingsOfTheFirstDevnetsAreThoseOfASingleMasternode() throws Exception {
    Files.writeString(
        folder.settings(),
        "{\"portBase\": 24200, \"blockIntervalSeconds\": 20, \"genesisTimeSeconds\": 1767225600}");

    assertThat(DevnetSettings.read(folder).masternodes()).isEqualTo(1);
  }

  private Map<String, String> configuration(MasternodeId id, ServiceKind kind) {
    var own = new MasternodeFolder(home.resolve("configured-" + id.number() + "-" + id.of()));
    if (Files.notExists(own.path())) {
      MasternodeKeys unused = MasternodeKeys.create(own);
    }
    return new MasternodeConfiguration(
            id,
            id.ports(new PortPlan(SETTINGS.portBase())),
            folder.genesis(),
            MasternodeKeys.read(own),
            24_390,
            id.kafkaPrefix(),
            DATABASE,
            Replicas.SINGLE,
            true)
        .of(kind, "p2p-gateway", 24_501);
  }
}
