package io.timecoin.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.codec.CanonicalWriter;
import io.timecoin.protocol.proto.chain.v1.BlockRecord;
import io.timecoin.protocol.proto.internal.v1.OriginKind;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.transaction.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transactions over REST: the gateway between a real broker and neighbours with fixed answers. */
@QuarkusTest
@QuarkusTestResource(GatewayBackends.class)
class RestIT extends RunningGateway {
  @Test
  void whatIsAcknowledgedIsInTxInbound() throws Exception {
    Transaction payment = Fixtures.payment(1);
    byte[] cut = Arrays.copyOf(payment.encode(), payment.size() - 1);

    ApiCaller.Answer answer = api.submit(payment.encode(), cut);

    assertThat(answer.status()).isEqualTo(202);
    JsonNode items = answer.body().path("transactions");
    assertThat(items.path(0).path("status").asText()).isEqualTo("acknowledged");
    assertThat(items.path(0).path("id").asText()).isEqualTo(payment.wtxid().toString());
    assertThat(items.path(0).path("txid").asText()).isEqualTo(payment.txid().toString());
    assertThat(items.path(1).path("code").asText()).isEqualTo("TX_MALFORMED");
    assertThat(topics.inbound())
        .filteredOn(batch -> batch.getTransactionsList().contains(Fixtures.raw(payment)))
        .singleElement()
        .satisfies(
            batch -> {
              assertThat(batch.getOrigin().getKind()).isEqualTo(OriginKind.ORIGIN_KIND_CLIENT);
              assertThat(batch.getOrigin().getGateway()).isEqualTo("gateway-test");
            });
    assertThat(api.get("/v1/transactions/" + payment.txid()).body().path("state").asText())
        .isEqualTo("pending");
    assertThat(
            api.get("/v1/transactions/" + items.path(1).path("id").asText())
                .body()
                .path("code")
                .asText())
        .isEqualTo("TX_MALFORMED");
  }

  @Test
  void octetsAreTakenToo() throws Exception {
    Transaction payment = Fixtures.payment(2);
    byte[] body = new CanonicalWriter().u64(1).bytes(payment.encode()).toByteArray();

    ApiCaller.Answer answer = api.post("/v1/transactions", "application/octet-stream", body);

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body().path("transactions").path(0).path("id").asText())
        .isEqualTo(payment.wtxid().toString());
  }

  @Test
  void statusesAndMicroblocksBecomeStates() throws Exception {
    Transaction payment = Fixtures.payment(3);
    api.submit(payment.encode());
    var waiting =
        CompletableFuture.supplyAsync(
            () -> api.call("waittransactionfinality", "['%s',30]".formatted(payment.txid())));

    topics.writeStatus(
        GatewayTopics.nextEpoch(),
        GatewayTopics.status(payment)
            .setAccepted(
                io.timecoin.protocol.proto.internal.v1.Accepted.newBuilder().setFee(1_234)));
    String path = "/v1/transactions/" + payment.txid();
    ApiCaller.Answer accepted =
        api.until(path, answer -> answer.body().path("state").asText().equals("accepted"));
    assertThat(accepted.body().path("fee").asLong()).isEqualTo(1_234);

    // A mempool that another has taken over from says nothing that counts.
    topics.writeStatus(
        GatewayTopics.olderEpoch(),
        GatewayTopics.status(payment)
            .setExpired(io.timecoin.protocol.proto.internal.v1.Expired.newBuilder()));
    CertifiedMicroblock microblock =
        Fixtures.microblock(1, Fixtures.GENESIS.hash(), List.of(payment));
    topics.write(Topic.CHAIN_MICROBLOCKS, microblock.toProto());

    assertThat(waiting.join().path("result").path("final").asBoolean()).isTrue();
    ApiCaller.Answer ended = api.get(path + "?wait=30");
    assertThat(ended.body().path("state").asText()).isEqualTo("final");
    assertThat(ended.body().path("sequence").asLong()).isEqualTo(1);
    assertThat(ended.body().path("certificate").asText())
        .isEqualTo(HexFormat.of().formatHex(microblock.certificate().encode()));
    assertThat(
            api.call("sendrawtransaction", "['%s']".formatted(Fixtures.hex(payment)))
                .path("result")
                .asText())
        .isEqualTo(payment.txid().toString());
  }

  @Test
  void statusesComeInTheOrderAsked() throws Exception {
    Transaction payment = Fixtures.payment(6);
    api.submit(payment.encode());
    String nobodys = "ab".repeat(32);

    ApiCaller.Answer answer =
        api.json(
            "/v1/transactions/status",
            "{\"ids\":[\"%s\",\"%s\"]}".formatted(nobodys, payment.wtxid()));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("transactions").findValuesAsText("state"))
        .containsExactly("unknown", "pending");
    assertThat(api.get("/v1/transactions/" + nobodys).status()).isEqualTo(404);
  }

  @Test
  void eventsOfThePastAreServedByTheirPlace() throws Exception {
    JsonNode page = api.get("/v1/events/chain.blocks?from=0&index=0&limit=10").body();

    JsonNode event = page.path("events").path(0);
    assertThat(event.path("sequence").asLong()).isZero();
    assertThat(event.path("key").asText())
        .isEqualTo(HexFormat.of().formatHex("timecoin".getBytes(StandardCharsets.UTF_8)));
    BlockRecord block =
        BlockRecord.parseFrom(HexFormat.of().parseHex(event.path("value").asText()));
    assertThat(block.getHeader())
        .isEqualTo(ByteString.copyFrom(Fixtures.GENESIS.header().encode()));
    assertThat(page.path("next").path("from").asLong()).isEqualTo(1);
    assertThat(page.path("next").path("index").asInt()).isZero();
    assertThat(api.get("/v1/events/chain.blocks").status()).isEqualTo(200);
  }

  /** Many more than there are places, one after the other: each gives its place back. */
  @Test
  void aLargeAnswerGivesItsPlaceBack() throws Exception {
    for (int i = 0; i < 50; i++) {
      assertThat(api.get("/v1/events/chain.blocks").status()).isEqualTo(200);
    }
  }

  @Test
  void sealsAreServedByHeight() throws Exception {
    JsonNode seal = api.get("/v1/seals?from=1&limit=5").body().path("seals").path(0);

    assertThat(seal.path("microblockHeader").asText())
        .isEqualTo(HexFormat.of().formatHex("header".getBytes(StandardCharsets.UTF_8)));
    assertThat(seal.path("certificate").asText())
        .isEqualTo(HexFormat.of().formatHex("certificate".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void whatAnAddressHoldsAndHowItCameToThat() throws Exception {
    String path = "/v1/addresses/" + Fixtures.RICH_ADDRESS;

    assertThat(api.get(path).body().path("balance").asLong()).isEqualTo(1_000_000_000_000L);
    JsonNode utxos = api.get(path + "/utxos?limit=5").body();
    assertThat(utxos.path("utxos").path(0).path("txid").asText())
        .isEqualTo(Fixtures.GENESIS.coinbase().txid().toString());
    assertThat(utxos.has("nextCursor")).isFalse();
    JsonNode history = api.get(path + "/history?before=3").body();
    assertThat(history.path("sequence").asLong()).isEqualTo(9);
    JsonNode change = history.path("changes").path(0);
    assertThat(change.path("number").asLong()).isEqualTo(2);
    assertThat(change.path("debit").asLong()).isEqualTo(400);
    assertThat(change.has("credit")).isFalse();
    assertThat(history.path("nextBefore").asLong()).isEqualTo(2);
  }

  @Test
  void severalThingsAreLookedAtTogether() throws Exception {
    JsonNode view =
        api.json(
                "/v1/view",
                "{\"addresses\":[\"%s\"],\"txids\":[\"%s\"]}"
                    .formatted(Fixtures.RICH_ADDRESS, "ab".repeat(32)))
            .body();

    assertThat(view.path("sequence").asLong()).isEqualTo(9);
    assertThat(view.path("balances").path(0).path("balance").asLong()).isEqualTo(600);
    assertThat(view.path("transactions").path(0).path("sequence").asLong()).isEqualTo(7);
    assertThat(view.path("transactions").path(1).has("sequence")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "null",
        "{}",
        "{\"addresses\":[]}",
        "{\"addresses\":[null]}",
        "{\"addresses\":[\"nobody\"]}",
        "{\"txids\":[\"ab\"]}"
      })
  void whatIsNoViewIsABadRequest(String body) throws Exception {
    assertThat(api.json("/v1/view", body).status()).isEqualTo(400);
  }

  @Test
  void blocksAndTheSupplyAreServed() throws Exception {
    for (String name : List.of("0", Fixtures.GENESIS.blockHash().toString())) {
      JsonNode block = api.get("/v1/blocks/" + name + "?first=0&limit=10").body();
      assertThat(block.path("hash").asText()).isEqualTo(Fixtures.GENESIS.blockHash().toString());
      assertThat(block.path("txids").path(0).asText())
          .isEqualTo(Fixtures.GENESIS.coinbase().txid().toString());
    }
    assertThat(api.get("/v1/blocks/17").status()).isEqualTo(404);
    JsonNode supply = api.get("/v1/supply").body();
    assertThat(supply.path("total").asLong()).isEqualTo(1_000_000_000_000L);
    assertThat(supply.path("stateCommitment").asText())
        .isEqualTo(Fixtures.GENESIS.hash().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/addresses/nobody",
        "/v1/addresses/nobody/utxos",
        "/v1/addresses/nobody/history",
        "/v1/blocks/x",
        "/v1/blocks/-1",
        "/v1/blocks/0?limit=1001",
        "/v1/events/chain.blocks?from=-1",
        "/v1/events/chain.blocks?from=x",
        "/v1/events/chain.blocks?index=-1",
        "/v1/events/chain.blocks?index=2147483648",
        "/v1/events/chain.blocks?limit=0",
        "/v1/events/chain.blocks?limit=1001",
        "/v1/seals?from=-1",
        "/v1/seals?limit=501"
      })
  void whatIsNoPlaceIsABadRequest(String path) throws Exception {
    ApiCaller.Answer answer = api.get(path);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("error").asText()).isEqualTo("BAD_REQUEST");
  }

  @Test
  void onlyPublicTopicsHaveEvents() throws Exception {
    assertThat(api.get("/v1/events/tx.inbound").status()).isEqualTo(404);
    assertThat(api.get("/v1/events/chain.nothing").status()).isEqualTo(404);
  }

  @Test
  void whatIsNoRequestIsRefusedWithItsStatus() throws Exception {
    assertThat(api.json("/v1/transactions", "{}").status()).isEqualTo(400);
    assertThat(api.post("/v1/transactions", "text/html", new byte[1]).status()).isEqualTo(415);
    assertThat(api.post("/v1/transactions", "a", new byte[1]).status()).isEqualTo(415);
    assertThat(api.post("/v1/transactions", ";", new byte[1]).status()).isEqualTo(415);
    assertThat(api.get("/v1/transactions/xyz").status()).isEqualTo(400);
    assertThat(api.get("/v1/transactions/" + "ab".repeat(32) + "?wait=31").status()).isEqualTo(400);
    assertThat(api.get("/").status()).isEqualTo(405);
    assertThat(api.get("/nothing").status()).isEqualTo(404);
    assertThat(api.json("/", "{").body().path("error").path("code").asInt()).isEqualTo(-32700);
    assertThat(api.post("/", "text/html", new byte[1]).status()).isEqualTo(415);
    byte[] large = new byte[(4 << 20) + 1];
    assertThat(api.post("/", "application/json", large).status()).isEqualTo(413);
  }

  @Test
  void theApiIsDocumentedAndSaysWhatWorks() throws Exception {
    JsonNode paths = api.get("/q/openapi?format=json").body().path("paths");
    assertThat(paths.has("/v1/transactions")).isTrue();
    assertThat(paths.has("/v1/transactions/{id}")).isTrue();
    assertThat(paths.has("/v1/transactions/status")).isTrue();
    assertThat(paths.has("/v1/events/{topic}")).isTrue();
    assertThat(paths.has("/v1/seals")).isTrue();
    assertThat(paths.has("/")).isTrue();
    assertThat(api.get("/status/capabilities").body().path("capabilities").findValuesAsText("name"))
        .contains("submit", "finality", "ledger-queries", "mempool-queries", "consensus-queries");
  }
}
