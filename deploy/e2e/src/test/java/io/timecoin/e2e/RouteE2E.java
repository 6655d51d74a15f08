package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.timecoin.devnet.api.RpcFailure;
import io.timecoin.devnet.suite.ServiceKind;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.client.FinalityProof;
import io.timecoin.protocol.client.FinalityVerdict;
import io.timecoin.protocol.codec.CanonicalWriter;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.ed25519.Ed25519Verifier;
import io.timecoin.protocol.merkle.MerkleProof;
import io.timecoin.protocol.proto.internal.v1.VerifiedBatch;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.transaction.ByteString;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.Transaction;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Payments by the public API, from a client to their ends, with two verifiers. */
final class RouteE2E {
  @RegisterExtension
  static final RunningDevnet DEVNET = new RunningDevnet("route", 2, Duration.ofSeconds(5));

  private static final long TIME = 100_000_000L;
  private static final int VERIFY_REJECTED = -26;

  private final Payments payments = new Payments(DEVNET.gateway());
  private final Purse purse = DEVNET.purse();

  @Test
  void aSignedPaymentBecomesFinalAndItsProofConvincesAStranger() throws DecodeException {
    var payee = Purse.stranger();
    Transaction payment = purse.payWithMemo(purse.coin(), payee, 3 * TIME, "coffee ☕");

    JsonNode accepted = DEVNET.gateway().call("sendrawtransaction", Payments.hex(payment));
    JsonNode known = payments.awaitFinal(payment);

    assertThat(accepted.textValue()).isEqualTo(payment.txid().toString());
    assertThat(known.path("txid").textValue()).isEqualTo(payment.txid().toString());
    assertThat(known.path("wtxid").textValue()).isEqualTo(payment.wtxid().toString());
    assertThat(
            proofOf(payment)
                .verify(
                    DEVNET.genesis().committee(), DEVNET.genesis().hash(), new Ed25519Verifier()))
        .isInstanceOf(FinalityVerdict.Final.class);
    Poll.untilTrue(
        "the payee's balance",
        Payments.LIMIT,
        () ->
            DEVNET
                    .gateway()
                    .call("getbalance", payee.toString())
                    .decimalValue()
                    .compareTo(BigDecimal.valueOf(3))
                == 0);
  }

  /** As a wallet takes it from {@code GET /v1/transactions/{txid}}. */
  private FinalityProof proofOf(Transaction payment) throws DecodeException {
    JsonNode known =
        Poll.until(
            "the proof",
            Payments.LIMIT,
            () ->
                java.util.Optional.of(
                        DEVNET.gateway().transaction(payment.txid().toString()).body())
                    .filter(body -> body.has("merklePath")));
    var header = MicroblockHeader.decode(bytes(known, "microblockHeader"));
    var siblings = new ArrayList<Hash256>();
    known.path("merklePath").forEach(each -> siblings.add(Hash256.fromHex(each.textValue())));
    assertThat(header.sequence()).isEqualTo(known.path("sequence").asLong());
    return new FinalityProof(
        payment,
        new MerkleProof(known.path("position").asLong(), header.transactionCount(), siblings),
        header,
        Certificate.decode(bytes(known, "certificate")));
  }

  private static byte[] bytes(JsonNode node, String field) {
    return HexFormat.of().parseHex(node.path(field).textValue());
  }

  @Test
  void theAnswerTellsTheLatencyOfEachServiceAndLaterTheBlock() {
    Transaction payment = purse.pay(purse.coin(), Purse.stranger(), TIME);
    payments.settle(payment);

    JsonNode confirmed = payments.awaitState(payment.txid().toString(), Set.of("confirmed"));

    assertThat(confirmed.path("latencyMillis").properties().stream().map(entry -> entry.getKey()))
        .containsExactlyInAnyOrder("queue", "verify", "admit", "final", "ledger");
    JsonNode header =
        DEVNET.gateway().call("getblockheader", confirmed.path("blockHash").textValue());
    assertThat(header.path("height").asLong()).isEqualTo(confirmed.path("height").asLong());
    assertThat(confirmed.path("sequence").asLong())
        .isBetween(header.path("first_sequence").asLong(), header.path("last_sequence").asLong());
  }

  @Test
  void aDustPaymentIsRejectedWithItsCodeByBothApis() {
    UnspentOutput coin = purse.coin();
    Transaction sound = purse.pay(coin, Purse.stranger(), TIME);
    var dust =
        new Transaction(
            1, sound.inputs(), List.of(Output.payTo(Purse.stranger(), 545)), 0, sound.timestamp());

    RpcFailure refused =
        catchThrowableOfType(
            RpcFailure.class,
            () -> DEVNET.gateway().call("sendrawtransaction", Payments.hex(dust)));

    assertThat(refused.code()).isEqualTo(VERIFY_REJECTED);
    assertThat(refused.error().path("data").path("code").textValue()).isEqualTo("DUST");
    JsonNode known = payments.awaitState(dust.wtxid().toString(), Set.of("rejected"));
    assertThat(known.path("code").textValue()).isEqualTo("DUST");
    assertThat(known.path("detail").textValue()).contains("545");
  }

  @Test
  void bytesThatAreNoTransactionAreRejectedWhenHandedIn() {
    JsonNode items =
        DEVNET
            .gateway()
            .submit(List.of(new byte[] {1, 2, 3}, new byte[100_001]))
            .body()
            .path("transactions");

    assertThat(items.path(0).path("code").textValue()).isEqualTo("TX_MALFORMED");
    assertThat(items.path(1).path("code").textValue()).isEqualTo("TX_TOO_LARGE");
  }

  @Test
  void theLaterOfTwoRivalsNamesTheWinner() {
    UnspentOutput contested = purse.coin();
    Transaction first = purse.pay(contested, Purse.stranger(), TIME);
    Transaction second = purse.pay(contested, Purse.stranger(), 2 * TIME);

    payments.settle(first);
    JsonNode unusedItem = payments.submit(second);
    JsonNode loser = payments.awaitState(second.wtxid().toString(), Set.of("rejected", "aborted"));

    assertThat(loser.path("code").textValue()).isEqualTo("INPUT_SPENT");
    assertThat(loser.path("winner").path("txid").textValue()).isEqualTo(first.txid().toString());
    assertThat(loser.path("winner").path("sequence").asLong())
        .isEqualTo(payments.awaitFinal(first).path("sequence").asLong());
  }

  @Test
  void aChildThatComesBeforeItsParentWaitsForIt() {
    Transaction parent = purse.split(purse.coin(), 2, 10 * TIME);
    Transaction child = purse.pay(purse.output(parent, 0), Purse.stranger(), TIME);

    JsonNode unusedItem = payments.submit(child);
    JsonNode waiting = payments.awaitState(child.wtxid().toString(), Set.of("waiting"));
    long parentSequence = payments.settle(parent).path("sequence").asLong();
    long childSequence = payments.awaitFinal(child).path("sequence").asLong();

    assertThat(waiting.path("code").textValue()).isEqualTo("UNKNOWN_INPUT");
    assertThat(childSequence).isGreaterThanOrEqualTo(parentSequence);
  }

  @Test
  void theSameCopyAgainGetsTheSameAnswer() {
    Transaction payment = purse.pay(purse.coin(), Purse.stranger(), TIME);
    JsonNode first = DEVNET.gateway().call("sendrawtransaction", Payments.hex(payment));
    long sequence = payments.awaitFinal(payment).path("sequence").asLong();

    JsonNode second = DEVNET.gateway().call("sendrawtransaction", Payments.hex(payment));
    JsonNode item = payments.submit(payment);

    assertThat(second).isEqualTo(first);
    assertThat(item.path("status").textValue()).isEqualTo("acknowledged");
    assertThat(payments.awaitFinal(payment).path("sequence").asLong()).isEqualTo(sequence);
  }

  @Test
  void aForgedCopyNeverHidesTheGoodOne() {
    Transaction good = purse.pay(purse.coin(), Purse.stranger(), TIME);
    Transaction forged = forged(good);

    JsonNode unusedItem = payments.submit(forged);
    JsonNode refused = payments.awaitState(forged.wtxid().toString(), Set.of("rejected"));
    JsonNode settled = payments.settle(good);
    JsonNode unusedAgain = payments.submit(forged);

    assertThat(refused.path("code").textValue()).isEqualTo("BAD_SIGNATURE");
    assertThat(refused.path("inputIndex").asInt(-1)).isZero();
    assertThat(settled.path("wtxid").textValue()).isEqualTo(good.wtxid().toString());
    assertThat(payments.awaitFinal(good).path("wtxid").textValue())
        .isEqualTo(good.wtxid().toString());
  }

  /** The same txid with another last byte of its signature. */
  private static Transaction forged(Transaction good) {
    Input input = good.inputs().getFirst();
    byte[] scriptSig = input.scriptSig().toByteArray();
    scriptSig[40] ^= 1;
    return good.withInputs(List.of(input.with(ByteString.of(scriptSig))));
  }

  @Test
  void aBinaryBodyIsTakenAndABadOneIsNot() throws IOException, InterruptedException {
    Transaction first = purse.pay(purse.coin(), Purse.stranger(), TIME);
    Transaction second = purse.pay(purse.coin(), Purse.stranger(), TIME);
    byte[] body =
        new CanonicalWriter(4096).u64(2).bytes(first.encode()).bytes(second.encode()).toByteArray();

    HttpResponse<byte[]> taken = post("application/octet-stream", body);

    assertThat(taken.statusCode()).isEqualTo(202);
    JsonNode items = new ObjectMapper().readTree(taken.body()).path("transactions");
    assertThat(items.findValuesAsText("id"))
        .containsExactly(first.wtxid().toString(), second.wtxid().toString());
    assertThat(payments.awaitFinal(first).path("sequence").asLong()).isPositive();
    assertThat(payments.awaitFinal(second).path("sequence").asLong()).isPositive();
    assertThat(post("application/octet-stream", new byte[] {1}).statusCode()).isEqualTo(400);
    assertThat(post("application/json", new byte[] {'{'}).statusCode()).isEqualTo(400);
    assertThat(post("text/plain", body).statusCode()).isEqualTo(415);
    assertThat(post("application/octet-stream", new byte[(4 << 20) + 1]).statusCode())
        .isEqualTo(413);
  }

  private static HttpResponse<byte[]> post(String type, byte[] body)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      return client.send(
          HttpRequest.newBuilder(DEVNET.gateway().base().resolve("v1/transactions"))
              .header("content-type", type)
              .POST(BodyPublishers.ofByteArray(body))
              .build(),
          BodyHandlers.ofByteArray());
    }
  }

  @Test
  void anUnknownTransactionIsNotFound() {
    String nobody = "ab".repeat(32);

    assertThat(DEVNET.gateway().transaction(nobody).status()).isEqualTo(404);
    assertThat(DEVNET.gateway().statuses(List.of(nobody)).path(0).path("state").textValue())
        .isEqualTo("unknown");
  }

  @Test
  void twoVerifiersShareTheWork() {
    Transaction split = purse.split(purse.coin(), 100, TIME);
    payments.settle(split);
    // One batch each: its key is its hash, so that they spread over the partitions.
    for (int i = 0; i < 60; i++) {
      payments.settle(purse.pay(purse.output(split, i), Purse.stranger(), TIME / 2));
      if (verifiers().size() == 2) {
        break;
      }
    }

    assertThat(verifiers())
        .containsExactlyInAnyOrder(
            ServiceKind.VERIFIER.module() + "-1", ServiceKind.VERIFIER.module() + "-2");
  }

  private static Set<String> verifiers() {
    return DEVNET.topics().values("tx.verified", VerifiedBatch.parser()).stream()
        .map(VerifiedBatch::getVerifier)
        .collect(Collectors.toSet());
  }
}
