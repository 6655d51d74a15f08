package io.timecoin.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.timecoin.protocol.transaction.Transaction;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** JSON-RPC: the gateway between a real broker and neighbours with fixed answers. */
@QuarkusTest
@QuarkusTestResource(GatewayBackends.class)
class JsonRpcIT extends RunningGateway {
  @Test
  void sendRawTransactionAnswersWithTheRejectCode() throws Exception {
    Transaction payment = Fixtures.payment(4);
    var sending =
        CompletableFuture.supplyAsync(
            () -> api.call("sendrawtransaction", "['%s']".formatted(Fixtures.hex(payment))));
    api.until("/v1/transactions/" + payment.wtxid(), answer -> answer.status() == 200);

    topics.writeStatus(
        GatewayTopics.nextEpoch(),
        GatewayTopics.status(payment)
            .setRejected(
                io.timecoin.protocol.proto.internal.v1.Refusal.newBuilder()
                    .setCode("INPUT_LOCKED")
                    .setDetail("for a test")
                    .setOtherTxid(Fixtures.bytes(Fixtures.payment(5).txid()))));

    JsonNode error = sending.join().path("error");
    assertThat(error.path("code").asInt()).isEqualTo(-26);
    assertThat(error.path("message").asText()).startsWith("INPUT_LOCKED");
    assertThat(
            api.get("/v1/transactions/" + payment.wtxid())
                .body()
                .path("winner")
                .path("txid")
                .asText())
        .isEqualTo(Fixtures.payment(5).txid().toString());
  }

  @Test
  void theChainIsAsked() throws Exception {
    String coinbase = Fixtures.GENESIS.coinbase().txid().toString();
    assertThat(api.call("getblockchaininfo", "[]").path("result").path("genesis_hash").asText())
        .isEqualTo(Fixtures.GENESIS.hash().toString());
    assertThat(api.call("getblockcount", "[]").path("result").asInt()).isZero();
    assertThat(api.call("getblockhash", "[0]").path("result"))
        .isEqualTo(api.call("getbestblockhash", "[]").path("result"));
    assertThat(api.call("getblockhash", "[9]").path("error").path("code").asInt()).isEqualTo(-8);
    assertThat(api.call("getblock", "[0]").path("result").path("tx").path(0).asText())
        .isEqualTo(coinbase);
    assertThat(
            api.call("getblock", "[0,2]").path("result").path("tx").path(0).path("txid").asText())
        .isEqualTo(coinbase);
    assertThat(api.call("getblock", "[0,0]").path("result"))
        .isEqualTo(api.call("getblockheader", "[0,false]").path("result"));
    assertThat(api.call("getrawtransaction", "['%s']".formatted(coinbase)).path("result").asText())
        .isEqualTo(HexFormat.of().formatHex(Fixtures.GENESIS.coinbase().encode()));
    assertThat(
            api.call("gettransaction", "['%s']".formatted(coinbase))
                .path("result")
                .path("confirmations")
                .asInt())
        .isEqualTo(1);
    assertThat(api.call("gettransaction", "['%s']".formatted("ab".repeat(32))).path("error"))
        .hasToString(
            "{\"code\":-5,\"message\":\"No such mempool or final transaction: "
                + "ab".repeat(32)
                + "\"}");
    assertThat(
            api.call("gettransactionfinality", "['%s']".formatted(coinbase))
                .path("result")
                .path("final")
                .asBoolean())
        .isTrue();
  }

  @Test
  void coinsAreAsked() throws Exception {
    String coinbase = Fixtures.GENESIS.coinbase().txid().toString();
    String address = Fixtures.RICH_ADDRESS.toString();
    assertThat(
            api.call("gettxout", "['%s',0]".formatted(coinbase))
                .path("result")
                .path("value")
                .decimalValue())
        .isEqualByComparingTo("10000");
    assertThat(api.call("gettxout", "['%s',1]".formatted(coinbase)).path("result").isNull())
        .isTrue();
    assertThat(api.call("gettxoutsetinfo", "[]").path("result").path("txouts").asInt())
        .isEqualTo(1);
    assertThat(api.call("getbalance", "['%s']".formatted(address)).path("result").decimalValue())
        .isEqualByComparingTo("10000");
    JsonNode unspent =
        api.call("listunspent", "[0,9999999,['%s']]".formatted(address)).path("result");
    assertThat(unspent).hasSize(1);
    assertThat(unspent.path(0).path("satoshi").asLong()).isEqualTo(1_000_000_000_000L);
    assertThat(api.call("listunspent", "[]").path("error").path("code").asInt()).isEqualTo(-8);
    assertThat(
            api.call("validateaddress", "['%s']".formatted(address))
                .path("result")
                .path("isvalid")
                .asBoolean())
        .isTrue();
    assertThat(api.call("validateaddress", "['BTC']").path("result").path("error_code").asText())
        .isEqualTo("PREFIX");
    assertThat(api.call("getbalance", "['BTC']").path("error").path("code").asInt()).isEqualTo(-5);
  }

  @Test
  void aTransactionIsDecoded() throws Exception {
    assertThat(
            api.call("decoderawtransaction", "['%s']".formatted(Fixtures.hex(Fixtures.payment(7))))
                .path("result")
                .path("txid")
                .asText())
        .isEqualTo(Fixtures.payment(7).txid().toString());
    assertThat(api.call("decoderawtransaction", "['00']").path("error").path("code").asInt())
        .isEqualTo(-22);
  }

  @Test
  void theNodeIsAsked() throws Exception {
    assertThat(api.call("getconsensusinfo", "[]").path("result").path("role").asText())
        .isEqualTo("member");
    assertThat(api.call("masternodelist", "[]").path("result")).hasSize(1);
    JsonNode evidence = api.call("getevidence", "[]").path("result");
    assertThat(evidence).hasSize(1);
    assertThat(evidence.path(0).path("type").asText()).isEqualTo("prepare");
    assertThat(evidence.path(0).path("sequence").asLong()).isEqualTo(7);
    assertThat(evidence.path(0).path("second").path("digest").asText()).isEqualTo("0b");
    // No peers are configured here.
    JsonNode peers = api.call("getpeerinfo", "[]").path("result");
    assertThat(peers.isArray() && peers.isEmpty()).isTrue();
    assertThat(
            api.call("getnetworkinfo", "[]").path("result").path("networkactive").asBoolean(true))
        .isFalse();
    assertThat(api.call("listbanned", "[]").path("result").isArray()).isTrue();
    assertThat(api.call("clearbanned", "[]").path("error").path("code").asInt()).isEqualTo(-31);
    assertThat(api.call("getsyncinfo", "[]").path("result").path("syncing").asBoolean(true))
        .isFalse();
    assertThat(api.call("uptime", "[]").path("result").isIntegralNumber()).isTrue();
    assertThat(api.call("help", "[]").path("result").asText()).contains("getblockcount");
  }

  @Test
  void theMempoolIsAskedByRpc() throws Exception {
    assertThat(api.call("getmempoolinfo", "[]").path("result").path("size").asInt()).isZero();
    assertThat(api.call("getrawmempool", "[]").path("result")).isEmpty();
    Transaction payment = Fixtures.payment(8);
    Transaction forged = Fixtures.copyWithBadSignature(Fixtures.payment(9));

    JsonNode tried =
        api.call(
                "testmempoolaccept",
                "[['%s','%s']]".formatted(Fixtures.hex(forged), Fixtures.hex(payment)))
            .path("result");
    assertThat(tried.findValuesAsText("allowed")).containsExactly("false", "true");
    assertThat(tried.path(0).path("reject-reason").asText()).isEqualTo("BAD_SIGNATURE");
    assertThat(tried.path(1).path("txid").asText()).isEqualTo(payment.txid().toString());
    assertThat(tried.path(1).path("fee_satoshi").asLong()).isEqualTo(1_234);
    assertThat(api.call("testmempoolaccept", "[[]]").path("error").path("code").asInt())
        .isEqualTo(-8);
    assertThat(api.call("testmempoolaccept", "['00']").path("error").path("code").asInt())
        .isEqualTo(-3);
    assertThat(api.call("testmempoolaccept", "[['xx']]").path("error").path("code").asInt())
        .isEqualTo(-22);
    assertThat(topics.inbound())
        .noneMatch(batch -> batch.getTransactionsList().contains(Fixtures.raw(payment)));

    String txid = "['%s']".formatted(payment.txid());
    assertThat(api.call("getmempoolentry", txid).path("result").path("feerate_satoshi").asLong())
        .isEqualTo(4_000);
    assertThat(api.call("getmempoolancestors", txid).path("result").isArray()).isTrue();
    assertThat(
            api.call("getmempooldescendants", "['%s',true]".formatted(payment.txid()))
                .path("result")
                .isObject())
        .isTrue();
    String nobodys = "['%s']".formatted("ab".repeat(32));
    assertThat(api.call("getmempoolentry", nobodys).path("error").path("code").asInt())
        .isEqualTo(-5);
    assertThat(api.call("estimatesmartfee", "[]").path("result").path("feerate_satoshi").asLong())
        .isEqualTo(1_000);
    assertThat(api.call("estimatesmartfee", "[0]").path("error").path("code").asInt())
        .isEqualTo(-8);
  }

  @Test
  void theOperatorsWordIsDurableWhenItIsAnswered() throws Exception {
    Transaction payment = Fixtures.payment(8);

    JsonNode answer =
        api.call("prioritisetransaction", "['%s',-2500]".formatted(payment.txid())).path("result");

    assertThat(answer.asBoolean()).isTrue();
    assertThat(topics.priorities())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.getTxid()).isEqualTo(Fixtures.bytes(payment.txid()));
              assertThat(change.getSatoshi()).isEqualTo(-2_500);
              assertThat(change.getId()).isNotZero();
            });
    assertThat(api.call("getprioritisedtransactions", "[]").path("result").isObject()).isTrue();
  }
}
