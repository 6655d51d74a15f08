package io.timecoin.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.timecoin.kit.kafka.AssignedReader;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.kafka.StartPosition;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.codec.CanonicalWriter;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.proto.internal.v1.InboundBatch;
import io.timecoin.protocol.proto.internal.v1.OriginKind;
import io.timecoin.protocol.proto.internal.v1.PriorityChange;
import io.timecoin.protocol.proto.internal.v1.StatusBatch;
import io.timecoin.protocol.proto.internal.v1.TransactionStatus;
import io.timecoin.protocol.topics.Topic;
import io.timecoin.protocol.topics.TopicCatalogue;
import io.timecoin.protocol.transaction.Transaction;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gateway between a real broker and neighbours with fixed answers. */
@QuarkusTest
@QuarkusTestResource(GatewayBackends.class)
class GatewayIT {
  /** Tests share one gateway, which drops lower epochs than it has seen. */
  private static final AtomicLong EPOCH = new AtomicLong(1);

  @TestHTTPResource("/")
  URI base;

  @Inject KafkaSettings settings;

  private ApiCaller api;

  @BeforeEach
  void ready() throws Exception {
    api = new ApiCaller(base);
    api.until("/q/health/ready", answer -> answer.status() == 200);
  }

  @Test
  void whatIsAcknowledgedIsInTxInbound() throws Exception {
    Transaction payment = Fixtures.payment(1);
    byte[] cut = Arrays.copyOf(payment.encode(), payment.size() - 1);

    ApiCaller.Answer answer = submit(payment.encode(), cut);

    assertThat(answer.status()).isEqualTo(202);
    JsonNode items = answer.body().path("transactions");
    assertThat(items.path(0).path("status").asText()).isEqualTo("acknowledged");
    assertThat(items.path(0).path("id").asText()).isEqualTo(payment.wtxid().toString());
    assertThat(items.path(0).path("txid").asText()).isEqualTo(payment.txid().toString());
    assertThat(items.path(1).path("code").asText()).isEqualTo("TX_MALFORMED");
    assertThat(inbound())
        .filteredOn(batch -> batch.getTransactionsList().contains(bytes(payment)))
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
    submit(payment.encode());
    var waiting =
        CompletableFuture.supplyAsync(
            () -> call("waittransactionfinality", "['%s',30]".formatted(payment.txid())));

    writeStatus(
        EPOCH.incrementAndGet(),
        status(payment)
            .setAccepted(
                io.timecoin.protocol.proto.internal.v1.Accepted.newBuilder().setFee(1_234)));
    String path = "/v1/transactions/" + payment.txid();
    ApiCaller.Answer accepted =
        api.until(path, answer -> answer.body().path("state").asText().equals("accepted"));
    assertThat(accepted.body().path("fee").asLong()).isEqualTo(1_234);

    // A mempool that another has taken over from says nothing that counts.
    writeStatus(
        EPOCH.get() - 1,
        status(payment).setExpired(io.timecoin.protocol.proto.internal.v1.Expired.newBuilder()));
    CertifiedMicroblock microblock =
        Fixtures.microblock(1, Fixtures.GENESIS.hash(), List.of(payment));
    write(Topic.CHAIN_MICROBLOCKS, microblock.toProto());

    assertThat(waiting.join().path("result").path("final").asBoolean()).isTrue();
    ApiCaller.Answer ended = api.get(path + "?wait=30");
    assertThat(ended.body().path("state").asText()).isEqualTo("final");
    assertThat(ended.body().path("sequence").asLong()).isEqualTo(1);
    assertThat(ended.body().path("certificate").asText())
        .isEqualTo(HexFormat.of().formatHex(microblock.certificate().encode()));
    assertThat(call("sendrawtransaction", "['%s']".formatted(hex(payment))).path("result").asText())
        .isEqualTo(payment.txid().toString());
  }

  @Test
  void sendRawTransactionAnswersWithTheRejectCode() throws Exception {
    Transaction payment = Fixtures.payment(4);
    var sending =
        CompletableFuture.supplyAsync(
            () -> call("sendrawtransaction", "['%s']".formatted(hex(payment))));
    api.until("/v1/transactions/" + payment.wtxid(), answer -> answer.status() == 200);

    writeStatus(
        EPOCH.incrementAndGet(),
        status(payment)
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
  void statusesComeInTheOrderAsked() throws Exception {
    Transaction payment = Fixtures.payment(6);
    submit(payment.encode());
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
  void everyReadingMethodAnswersFromItsService() throws Exception {
    String coinbase = Fixtures.GENESIS.coinbase().txid().toString();
    String address = Fixtures.RICH_ADDRESS.toString();
    assertThat(call("getblockchaininfo", "[]").path("result").path("genesis_hash").asText())
        .isEqualTo(Fixtures.GENESIS.hash().toString());
    assertThat(call("getblockcount", "[]").path("result").asInt()).isZero();
    assertThat(call("getblockhash", "[0]").path("result"))
        .isEqualTo(call("getbestblockhash", "[]").path("result"));
    assertThat(call("getblockhash", "[9]").path("error").path("code").asInt()).isEqualTo(-8);
    assertThat(call("getblock", "[0]").path("result").path("tx").path(0).asText())
        .isEqualTo(coinbase);
    assertThat(call("getblock", "[0,2]").path("result").path("tx").path(0).path("txid").asText())
        .isEqualTo(coinbase);
    assertThat(call("getblock", "[0,0]").path("result"))
        .isEqualTo(call("getblockheader", "[0,false]").path("result"));
    assertThat(call("getrawtransaction", "['%s']".formatted(coinbase)).path("result").asText())
        .isEqualTo(HexFormat.of().formatHex(Fixtures.GENESIS.coinbase().encode()));
    assertThat(
            call("gettransaction", "['%s']".formatted(coinbase))
                .path("result")
                .path("confirmations")
                .asInt())
        .isEqualTo(1);
    assertThat(call("gettransaction", "['%s']".formatted("ab".repeat(32))).path("error"))
        .hasToString(
            "{\"code\":-5,\"message\":\"No such mempool or final transaction: "
                + "ab".repeat(32)
                + "\"}");
    assertThat(
            call("gettxout", "['%s',0]".formatted(coinbase))
                .path("result")
                .path("value")
                .decimalValue())
        .isEqualByComparingTo("10000");
    assertThat(call("gettxout", "['%s',1]".formatted(coinbase)).path("result").isNull()).isTrue();
    assertThat(call("gettxoutsetinfo", "[]").path("result").path("txouts").asInt()).isEqualTo(1);
    assertThat(call("getbalance", "['%s']".formatted(address)).path("result").decimalValue())
        .isEqualByComparingTo("10000");
    JsonNode unspent = call("listunspent", "[0,9999999,['%s']]".formatted(address)).path("result");
    assertThat(unspent).hasSize(1);
    assertThat(unspent.path(0).path("satoshi").asLong()).isEqualTo(1_000_000_000_000L);
    assertThat(call("listunspent", "[]").path("error").path("code").asInt()).isEqualTo(-8);
    assertThat(call("getmempoolinfo", "[]").path("result").path("size").asInt()).isZero();
    assertThat(call("getrawmempool", "[]").path("result")).isEmpty();
    assertThat(
            call("validateaddress", "['%s']".formatted(address))
                .path("result")
                .path("isvalid")
                .asBoolean())
        .isTrue();
    assertThat(call("validateaddress", "['BTC']").path("result").path("error_code").asText())
        .isEqualTo("PREFIX");
    assertThat(call("getbalance", "['BTC']").path("error").path("code").asInt()).isEqualTo(-5);
    assertThat(call("getconsensusinfo", "[]").path("result").path("role").asText())
        .isEqualTo("member");
    assertThat(call("masternodelist", "[]").path("result")).hasSize(1);
    JsonNode evidence = call("getevidence", "[]").path("result");
    assertThat(evidence).hasSize(1);
    assertThat(evidence.path(0).path("type").asText()).isEqualTo("prepare");
    assertThat(evidence.path(0).path("sequence").asLong()).isEqualTo(7);
    assertThat(evidence.path(0).path("second").path("digest").asText()).isEqualTo("0b");
    // No peers are configured here.
    JsonNode peers = call("getpeerinfo", "[]").path("result");
    assertThat(peers.isArray() && peers.isEmpty()).isTrue();
    assertThat(call("getnetworkinfo", "[]").path("result").path("networkactive").asBoolean(true))
        .isFalse();
    assertThat(call("listbanned", "[]").path("result").isArray()).isTrue();
    assertThat(call("clearbanned", "[]").path("error").path("code").asInt()).isEqualTo(-31);
    assertThat(call("getsyncinfo", "[]").path("result").path("syncing").asBoolean(true)).isFalse();
    assertThat(call("uptime", "[]").path("result").isIntegralNumber()).isTrue();
    assertThat(call("help", "[]").path("result").asText()).contains("getblockcount");
    assertThat(
            call("decoderawtransaction", "['%s']".formatted(hex(Fixtures.payment(7))))
                .path("result")
                .path("txid")
                .asText())
        .isEqualTo(Fixtures.payment(7).txid().toString());
    assertThat(call("decoderawtransaction", "['00']").path("error").path("code").asInt())
        .isEqualTo(-22);
    assertThat(
            call("gettransactionfinality", "['%s']".formatted(coinbase))
                .path("result")
                .path("final")
                .asBoolean())
        .isTrue();
  }

  @Test
  void theMempoolIsAskedByRpc() throws Exception {
    Transaction payment = Fixtures.payment(8);
    Transaction forged = Fixtures.copyWithBadSignature(Fixtures.payment(9));

    JsonNode tried =
        call("testmempoolaccept", "[['%s','%s']]".formatted(hex(forged), hex(payment)))
            .path("result");
    assertThat(tried.findValuesAsText("allowed")).containsExactly("false", "true");
    assertThat(tried.path(0).path("reject-reason").asText()).isEqualTo("BAD_SIGNATURE");
    assertThat(tried.path(1).path("txid").asText()).isEqualTo(payment.txid().toString());
    assertThat(tried.path(1).path("fee_satoshi").asLong()).isEqualTo(1_234);
    assertThat(call("testmempoolaccept", "[[]]").path("error").path("code").asInt()).isEqualTo(-8);
    assertThat(call("testmempoolaccept", "['00']").path("error").path("code").asInt())
        .isEqualTo(-3);
    assertThat(call("testmempoolaccept", "[['xx']]").path("error").path("code").asInt())
        .isEqualTo(-22);
    assertThat(inbound()).noneMatch(batch -> batch.getTransactionsList().contains(bytes(payment)));

    String txid = "['%s']".formatted(payment.txid());
    assertThat(call("getmempoolentry", txid).path("result").path("feerate_satoshi").asLong())
        .isEqualTo(4_000);
    assertThat(call("getmempoolancestors", txid).path("result").isArray()).isTrue();
    assertThat(
            call("getmempooldescendants", "['%s',true]".formatted(payment.txid()))
                .path("result")
                .isObject())
        .isTrue();
    String nobodys = "['%s']".formatted("ab".repeat(32));
    assertThat(call("getmempoolentry", nobodys).path("error").path("code").asInt()).isEqualTo(-5);
    assertThat(call("estimatesmartfee", "[]").path("result").path("feerate_satoshi").asLong())
        .isEqualTo(1_000);
    assertThat(call("estimatesmartfee", "[0]").path("error").path("code").asInt()).isEqualTo(-8);
  }

  @Test
  void theOperatorsWordIsDurableWhenItIsAnswered() throws Exception {
    Transaction payment = Fixtures.payment(8);

    JsonNode answer =
        call("prioritisetransaction", "['%s',-2500]".formatted(payment.txid())).path("result");

    assertThat(answer.asBoolean()).isTrue();
    try (var reader =
        new AssignedReader(
            settings,
            "test-priorities",
            Map.of(Topic.MEMPOOL_PRIORITIES, StartPosition.BEGINNING))) {
      var written = new ArrayList<PriorityChange>();
      reader.readToEnd(
          records -> {
            for (var record : records) {
              try {
                written.add(PriorityChange.parseFrom(record.value()));
              } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
              }
            }
          });
      assertThat(written)
          .singleElement()
          .satisfies(
              change -> {
                assertThat(change.getTxid()).isEqualTo(Fixtures.bytes(payment.txid()));
                assertThat(change.getSatoshi()).isEqualTo(-2_500);
                assertThat(change.getId()).isNotZero();
              });
    }
    assertThat(call("getprioritisedtransactions", "[]").path("result").isObject()).isTrue();
  }

  @Test
  void theApiIsDocumentedAndSaysWhatWorks() throws Exception {
    JsonNode paths = api.get("/q/openapi?format=json").body().path("paths");
    assertThat(paths.has("/v1/transactions")).isTrue();
    assertThat(paths.has("/v1/transactions/{id}")).isTrue();
    assertThat(paths.has("/v1/transactions/status")).isTrue();
    assertThat(paths.has("/")).isTrue();
    assertThat(api.get("/status/capabilities").body().path("capabilities").findValuesAsText("name"))
        .contains("submit", "finality", "ledger-queries", "mempool-queries", "consensus-queries");
  }

  private ApiCaller.Answer submit(byte[]... transactions) throws Exception {
    String list =
        Arrays.stream(transactions)
            .map(raw -> '"' + HexFormat.of().formatHex(raw) + '"')
            .collect(Collectors.joining(","));
    return api.json("/v1/transactions", "{\"transactions\":[%s]}".formatted(list));
  }

  private JsonNode call(String method, String params) {
    try {
      return api.rpc(method, params);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private List<InboundBatch> inbound() throws Exception {
    var batches = new ArrayList<InboundBatch>();
    try (var reader =
        new AssignedReader(
            settings, "test-inbound", Map.of(Topic.TX_INBOUND, StartPosition.BEGINNING))) {
      reader.readToEnd(
          records -> {
            for (var record : records) {
              try {
                assertThat(record.key()).isEqualTo(Sha256.hash(record.value()).toByteArray());
                batches.add(InboundBatch.parseFrom(record.value()));
              } catch (InvalidProtocolBufferException e) {
                throw new AssertionError(e);
              }
            }
          });
    }
    return batches;
  }

  private static TransactionStatus.Builder status(Transaction transaction) {
    return TransactionStatus.newBuilder()
        .setTxid(Fixtures.bytes(transaction.txid()))
        .setWtxid(Fixtures.bytes(transaction.wtxid()));
  }

  private void writeStatus(long epoch, TransactionStatus.Builder status) throws Exception {
    write(Topic.TX_STATUS, StatusBatch.newBuilder().setEpoch(epoch).addStatuses(status).build());
  }

  private void write(Topic topic, Message message) throws Exception {
    try (var producer =
        new KafkaProducer<byte[], byte[]>(settings.durableProducer("test-writer"))) {
      producer
          .send(
              new ProducerRecord<>(
                  settings.name(topic), TopicCatalogue.constantKey(), message.toByteArray()))
          .get();
    }
  }

  private static ByteString bytes(Transaction transaction) {
    return ByteString.copyFrom(transaction.encode());
  }

  private static String hex(Transaction transaction) {
    return HexFormat.of().formatHex(transaction.encode());
  }
}
