package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.protocol.committee.Member;
import org.junit.jupiter.api.Test;

/** Committee, peers and the node itself as JSON-RPC tells of them. */
abstract class RpcOfTheNode {
  private final RpcScene scene;
  private final RunningDevnet devnet;

  RpcOfTheNode(RpcScene scene) {
    this.scene = scene;
    this.devnet = scene.devnet();
  }

  @Test
  void theCommitteeIsThatOfTheGenesisDocument() {
    Member member = devnet.genesis().committee().members().getFirst();

    JsonNode consensus = devnet.gateway().call("getconsensusinfo");
    JsonNode list = devnet.gateway().call("masternodelist");

    assertThat(consensus.path("consensus_key").textValue()).isEqualTo(member.key().toString());
    assertThat(consensus.path("role").textValue()).isEqualTo("member");
    assertThat(consensus.path("committee_hash").textValue())
        .isEqualTo(devnet.genesis().committee().hash().toString());
    assertThat(list).hasSize(1);
    assertThat(list.path(0).path("consensus_key").textValue()).isEqualTo(member.key().toString());
    assertThat(list.path(0).path("weight").asInt()).isEqualTo(member.weight());
  }

  @Test
  void aNodeWithoutPeersSaysSo() {
    JsonNode peers = devnet.gateway().call("getpeerinfo");
    assertThat(peers.isArray() && peers.isEmpty()).isTrue();
    assertThat(devnet.gateway().call("getevidence").isArray()).isTrue();
    assertThat(devnet.gateway().call("getnetworkinfo").path("connections").asInt(-1)).isZero();
    assertThat(devnet.gateway().call("getsyncinfo").path("syncing").asBoolean(true)).isFalse();
  }

  @Test
  void uptimeAndHelp() {
    assertThat(devnet.gateway().call("uptime").asLong()).isPositive();
    assertThat(devnet.gateway().call("help").toString()).contains("waittransactionfinality");
    assertThat(scene.refusal("nosuchmethod").code()).isEqualTo(-32601);
  }
}
