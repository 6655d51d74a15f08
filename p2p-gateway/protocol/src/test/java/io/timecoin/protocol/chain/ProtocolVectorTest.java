package io.timecoin.protocol.chain;

import static io.timecoin.protocol.testing.ProtocolVectors.at;
import static io.timecoin.protocol.testing.ProtocolVectors.bytes;
import static io.timecoin.protocol.testing.ProtocolVectors.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.block.Rewards;
import io.timecoin.protocol.block.Seal;
import io.timecoin.protocol.codec.CanonicalReader;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.CertificateVerdict;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.committee.SignedBytes;
import io.timecoin.protocol.committee.Tier;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Signature;
import io.timecoin.protocol.ed25519.Ed25519Verifier;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.network.GenesisMember;
import io.timecoin.protocol.network.PublicGenesis;
import io.timecoin.protocol.testing.ProtocolVectors;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The chain's part of {@code vectors/protocol.json}, byte for byte. */
class ProtocolVectorTest {
  private final GenesisDocument genesis = ProtocolVectors.genesis();
  private final Committee committee = genesis.committee();

  @ParameterizedTest
  @EnumSource(PublicGenesis.class)
  void publicGenesisBlocks(PublicGenesis network) throws Exception {
    String at = "/genesis_blocks/" + network.name().toLowerCase(Locale.ROOT);
    var document = network.document(List.of(memberOf(network)));
    assertThat(network.coinbase().encode()).isEqualTo(bytes(at + "/coinbase_hex"));
    assertThat(network.coinbase().txid()).hasToString(text(at + "/txid"));
    assertThat(document.header().encode()).isEqualTo(bytes(at + "/header_hex"));
    assertThat(document.blockHash()).hasToString(text(at + "/block_hash"));
  }

  private static GenesisMember memberOf(PublicGenesis network) {
    String address = text("/addresses/0/" + network.name().toLowerCase(Locale.ROOT));
    return new GenesisMember(
        Tier.FREE,
        PublicKey.fromHex(text("/addresses/0/public_key")),
        address,
        address,
        "127.0.0.1:24000");
  }

  @Test
  void genesisDocument() throws Exception {
    var members = new ArrayList<GenesisMember>();
    for (JsonNode member : at("/genesis_document/members")) {
      members.add(
          new GenesisMember(
              Tier.ofNumber(member.get("tier").asInt()).orElseThrow(),
              PublicKey.fromHex(member.get("consensus_key").asText()),
              member.get("owner").asText(),
              member.get("reward").asText(),
              member.get("endpoint").asText()));
    }
    var made =
        new GenesisDocument(
            text("/genesis_document/name"),
            at("/genesis_document/genesis_time").asLong(),
            at("/genesis_document/interval_seconds").asInt(),
            at("/genesis_document/base_reward").asLong(),
            Transaction.decode(bytes("/genesis_document/coinbase_hex")),
            members);
    assertThat(made.encode()).isEqualTo(bytes("/genesis_document/document_hex"));
    assertThat(made).isEqualTo(genesis);
    assertThat(made.hash()).hasToString(text("/genesis_document/genesis_hash"));
    assertThat(made.blockHash()).hasToString(text("/genesis_document/block_hash_height_0"));
  }

  @Test
  void committeeHashAndWeights() {
    assertThat(committee.hash()).hasToString(text("/genesis_document/committee_hash"));
    JsonNode weights = at("/genesis_document/weights");
    assertThat(committee.size()).isEqualTo(weights.size());
    for (int i = 0; i < weights.size(); i++) {
      var member = committee.members().get(i);
      assertThat(member.key()).hasToString(weights.get(i).get("key").asText());
      assertThat(member.weight()).isEqualTo(weights.get(i).get("weight").asInt());
    }
  }

  @Test
  void committeeHashOfAnAllFreeGenesis() {
    var free =
        genesis.members().stream()
            .map(
                member ->
                    new GenesisMember(
                        Tier.FREE,
                        member.consensusKey(),
                        member.owner(),
                        member.reward(),
                        member.endpoint()))
            .toList();
    var document =
        new GenesisDocument(
            genesis.name(),
            genesis.genesisTime(),
            genesis.intervalSeconds(),
            genesis.baseReward(),
            genesis.coinbase(),
            free);
    assertThat(document.committee().hash())
        .hasToString(text("/genesis_document/committee_hash_if_all_free"));
  }

  @Test
  void leaders() {
    at("/genesis_document/leaders")
        .properties()
        .forEach(
            entry -> {
              long sequence = Long.parseLong(entry.getKey());
              List<String> leaders = new ArrayList<>();
              entry.getValue().forEach(leader -> leaders.add(leader.asText()));
              assertThat(committee.leaders(sequence))
                  .extracting(PublicKey::toString)
                  .isEqualTo(leaders);
              for (int round = 0; round < 2 * leaders.size(); round++) {
                assertThat(committee.leader(sequence, round))
                    .hasToString(leaders.get(round % leaders.size()));
              }
            });
  }

  @Test
  void microblock1() throws Exception {
    var header =
        MicroblockHeader.of(
            1,
            genesis.hash(),
            at("/microblock_1/time_millis").asLong(),
            PublicKey.fromHex(text("/microblock_1/proposer")),
            ProtocolVectors.payments(),
            Optional.empty());
    assertThat(header.encode()).isEqualTo(bytes("/microblock_1/header_hex"));
    assertThat(header.digest()).hasToString(text("/microblock_1/digest"));
  }

  @Test
  void votes() {
    Hash256 hash = genesis.hash();
    Hash256 digest = Hash256.fromHex(text("/microblock_1/digest"));
    assertVote("proposal", SignedBytes.of(hash, VoteType.PROPOSAL, 1, 0, digest));
    assertVote("prepare", SignedBytes.of(hash, VoteType.PREPARE, 1, 0, digest));
    assertVote("commit", SignedBytes.of(hash, VoteType.COMMIT, 1, 0, digest));
    assertVote("round_change_unprepared", SignedBytes.roundChange(hash, 1, 1));
    assertVote("round_change_prepared", SignedBytes.roundChange(hash, 1, 2, digest, 0));
    assertVote("timeout", SignedBytes.timeout(hash, 1, 0));
  }

  private static void assertVote(String name, byte[] message) {
    String at = "/microblock_1/votes/" + name;
    KeyPair signer = ProtocolVectors.memberKeys().get(PublicKey.fromHex(text(at + "/signer")));
    assertThat(message).isEqualTo(bytes(at + "/message_hex"));
    assertThat(signer.sign(message)).hasToString(text(at + "/signature"));
  }

  @Test
  void certificate() throws Exception {
    var digest = Hash256.fromHex(text("/microblock_1/digest"));
    byte[] message = bytes("/microblock_1/votes/commit/message_hex");
    var votes = new HashMap<PublicKey, Signature>();
    committee.members().stream()
        .limit(2)
        .map(member -> ProtocolVectors.memberKeys().get(member.key()))
        .forEach(key -> votes.put(key.publicKey(), key.sign(message)));
    var made = Certificate.of(committee, 1, 0, digest, votes);
    assertThat(made.encode()).isEqualTo(bytes("/microblock_1/certificate_hex"));
    assertThat(Certificate.decode(made.encode())).isEqualTo(made);
    assertThat(made.verify(committee, genesis.hash(), new Ed25519Verifier()))
        .isEqualTo(new CertificateVerdict.Valid(at("/microblock_1/certificate_weight").asLong()));
    assertThat(committee.totalWeight()).isEqualTo(at("/microblock_1/total_weight").asLong());
  }

  @Test
  void wholeChain() throws Exception {
    var verifier = new ChainVerifier(genesis);
    assertThat(verifier.state().commitment().commitment())
        .hasToString(text("/block_1/state_commitment"));

    CertifiedMicroblock second = ProtocolVectors.microblock2();
    assertThat(verifier.accept(ProtocolVectors.microblock1()))
        .isInstanceOf(ChainVerdict.Extended.class);
    var verdict = verifier.accept(second);

    assertThat(second.header().encode()).isEqualTo(bytes("/block_1/microblock_2_header_hex"));
    assertThat(second.header().digest()).hasToString(text("/block_1/microblock_2_digest"));
    assertThat(verdict).isInstanceOf(ChainVerdict.Extended.class);
    var extended = (ChainVerdict.Extended) verdict;
    Seal seal = extended.microblock().seal().orElseThrow();
    assertThat(seal.coinbase().encode()).isEqualTo(bytes("/block_1/coinbase_hex"));
    assertThat(seal.coinbase().txid()).hasToString(text("/block_1/coinbase_txid"));
    assertThat(seal.header().encode()).isEqualTo(bytes("/block_1/header_hex"));
    assertThat(seal.header().hash()).hasToString(text("/block_1/block_hash"));
    assertThat(seal.header().blockReward())
        .isEqualTo(at("/block_1/reward_satoshi").asLong() + at("/block_1/fees").asLong());

    ChainState state = verifier.state();
    assertThat(state.unspent()).hasSize(at("/block_1/utxos_after").asInt());
    assertThat(state.commitment().commitment())
        .hasToString(text("/block_1/state_commitment_for_block_2"));
    assertThat(state.tip().sealInputs().stateCommitment())
        .isEqualTo(state.commitment().commitment());
    assertThat(state.total())
        .isEqualTo(genesis.header().blockReward() + at("/block_1/reward_satoshi").asLong());
  }

  @Test
  void headersDecodeFromTheirBytes() throws Exception {
    for (String pointer : List.of("/microblock_1/header_hex", "/block_1/microblock_2_header_hex")) {
      var header = CanonicalReader.decode(bytes(pointer), MicroblockHeader::read);
      assertThat(HexFormat.of().formatHex(header.encode())).isEqualTo(text(pointer));
    }
  }

  @Test
  void rewards() {
    Stream<Map.Entry<String, JsonNode>> table =
        at("/reward_satoshi_base_100_TIME").properties().stream();
    assertThat(table)
        .isNotEmpty()
        .allSatisfy(
            row ->
                assertThat(Rewards.rewardFor(10_000_000_000L, Integer.parseInt(row.getKey())))
                    .isEqualTo(row.getValue().asLong()));
  }
}
