package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.protocol.block.BlockHeader;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.crypto.Hash256;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Blocks, transactions and finality as JSON-RPC tells them. */
abstract class RpcOfTheChain {
  private final RpcScene scene;
  private final RunningDevnet devnet;

  RpcOfTheChain(RpcScene scene) {
    this.scene = scene;
    this.devnet = scene.devnet();
  }

  @Test
  void getblockchaininfo() {
    RpcScene.Answered asked = scene.ask("getblockchaininfo");

    BlockHeader last = asked.chain().tip().lastBlock();
    assertThat(asked.answer().path("chain").textValue()).isEqualTo("devnet");
    assertThat(asked.answer().path("genesis_hash").textValue())
        .isEqualTo(devnet.genesis().hash().toString());
    assertThat(asked.answer().path("block_interval").asInt()).isEqualTo(10);
    assertThat(asked.answer().path("blocks").asLong()).isEqualTo(last.height());
    assertThat(asked.answer().path("bestblockhash").textValue()).isEqualTo(last.hash().toString());
    assertThat(asked.answer().path("sequence").asLong()).isEqualTo(asked.chain().tip().sequence());
    assertThat(asked.answer().path("digest").textValue())
        .isEqualTo(asked.chain().tip().digest().toString());
  }

  @Test
  void getblockcountAndHashes() {
    RpcScene.Answered count = scene.ask("getblockcount");
    RpcScene.Answered best = scene.ask("getbestblockhash");

    assertThat(count.answer().asLong()).isEqualTo(count.chain().tip().lastBlock().height());
    assertThat(best.answer().textValue())
        .isEqualTo(best.chain().tip().lastBlock().hash().toString());
    assertThat(devnet.gateway().call("getblockhash", 0).textValue())
        .isEqualTo(devnet.genesis().blockHash().toString());
    assertThat(scene.refusal("getblockhash", 1_000_000).code()).isEqualTo(-8);
  }

  @Test
  void getblockAndGetblockheader() {
    BlockHeader first = seals().getFirst();
    String hash = first.hash().toString();

    JsonNode header = devnet.gateway().call("getblockheader", hash);
    JsonNode block = devnet.gateway().call("getblock", hash, 1);
    JsonNode whole = devnet.gateway().call("getblock", 1, 2);

    assertThat(header.path("height").asLong()).isEqualTo(1);
    assertThat(header.path("merkleroot").textValue()).isEqualTo(first.merkleRoot().toString());
    assertThat(header.path("reward_satoshi").asLong()).isEqualTo(first.blockReward());
    assertThat(devnet.gateway().call("getblockheader", hash, false).textValue())
        .isEqualTo(HexFormat.of().formatHex(first.encode()));
    List<String> txids =
        StreamSupport.stream(block.path("tx").spliterator(), false).map(JsonNode::asText).toList();
    assertThat(block.path("nTx").asLong()).isEqualTo(txids.size());
    assertThat(whole.path("tx").findValuesAsText("wtxid")).hasSameSizeAs(txids);
    assertThat(scene.refusal("getblock", "ab".repeat(32)).code()).isEqualTo(-5);
  }

  private List<BlockHeader> seals() {
    return ChainStream.read(devnet).microblocks().stream()
        .map(microblock -> microblock.header())
        .map(MicroblockHeader::seal)
        .flatMap(Optional::stream)
        .toList();
  }

  @Test
  void getrawtransactionAndGettransactionAndDecoderawtransaction() {
    String txid = scene.payment().txid().toString();

    JsonNode raw = devnet.gateway().call("getrawtransaction", txid);
    JsonNode known = devnet.gateway().call("gettransaction", txid);
    JsonNode decoded = devnet.gateway().call("decoderawtransaction", Payments.hex(scene.payment()));

    assertThat(raw.textValue()).isEqualTo(Payments.hex(scene.payment()));
    assertThat(known.path("txid").textValue()).isEqualTo(txid);
    assertThat(known.path("confirmations").asLong()).isPositive();
    assertThat(decoded.path("txid").textValue()).isEqualTo(txid);
    assertThat(decoded.path("wtxid").textValue()).isEqualTo(scene.payment().wtxid().toString());
    assertThat(decoded.path("vout").path(0).path("value").decimalValue())
        .isEqualTo(new BigDecimal("7.00000000"));
    assertThat(decoded.path("vout").path(1).path("scriptPubKey").path("memo").textValue())
        .isEqualTo("hello");
    assertThat(scene.refusal("getrawtransaction", "ab".repeat(32)).code()).isEqualTo(-5);
    assertThat(scene.refusal("decoderawtransaction", "00").code()).isEqualTo(-22);
  }

  @Test
  void aCoinbaseIsATransactionToo() {
    JsonNode block = devnet.gateway().call("getblock", 1, 1);

    JsonNode coinbase =
        devnet.gateway().call("gettransaction", block.path("tx").path(0).textValue());

    assertThat(coinbase.path("coinbase").asBoolean()).isTrue();
    assertThat(coinbase.path("blockheight").asLong()).isEqualTo(1);
  }

  @Test
  void finalityIsToldAtOnceAndAfterAWait() {
    String txid = scene.payment().txid().toString();

    JsonNode now = devnet.gateway().call("gettransactionfinality", txid);
    JsonNode waited = devnet.gateway().call("waittransactionfinality", txid, 5);
    JsonNode never = devnet.gateway().call("waittransactionfinality", "ab".repeat(32), 1);

    assertThat(now.path("final").asBoolean()).isTrue();
    assertThat(waited.path("sequence").asLong()).isEqualTo(now.path("sequence").asLong());
    assertThat(never.path("final").asBoolean()).isFalse();
    assertThat(ChainStream.read(devnet).microblocks())
        .filteredOn(microblock -> microblock.header().sequence() == now.path("sequence").asLong())
        .singleElement()
        .matches(microblock -> microblock.transactions().contains(scene.payment()));
  }

  @Test
  void restAndRpcTellTheSame() {
    String txid = scene.payment().txid().toString();

    JsonNode rest = devnet.gateway().transaction(txid).body();
    JsonNode rpc = devnet.gateway().call("gettransaction", txid);

    assertThat(Hash256.fromHex(rest.path("blockHash").textValue()))
        .isEqualTo(Hash256.fromHex(rpc.path("blockhash").textValue()));
    assertThat(rest.path("height").asLong()).isEqualTo(rpc.path("blockheight").asLong());
    assertThat(rest.path("sequence").asLong()).isEqualTo(rpc.path("sequence").asLong());
    assertThat(rest.path("fee").asLong()).isEqualTo(rpc.path("fee_satoshi").asLong());
  }
}
