package io.timecoin.protocol.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.testing.ProtocolVectors;
import io.timecoin.protocol.testing.TestKeys;
import io.timecoin.protocol.testing.TestTransactions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransactionTest {
  private static final JsonNode VECTORS = ProtocolVectors.at("");

  static Iterable<JsonNode> payments() {
    return ProtocolVectors.at("/payments");
  }

  @ParameterizedTest
  @MethodSource("payments")
  void givesThePublishedNames(JsonNode vector) throws DecodeException {
    byte[] bytes = bytes(vector.get("signed_hex"));

    var payment = Transaction.decode(bytes);

    assertThat(payment.txid()).hasToString(vector.get("txid").asText());
    assertThat(payment.wtxid()).hasToString(vector.get("wtxid").asText());
    assertThat(payment.size()).isEqualTo(vector.get("size_bytes").asInt());
    assertThat(payment.encode()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @MethodSource("payments")
  void signsAsPublished(JsonNode vector) throws DecodeException {
    var genesisHash = Hash256.fromHex(VECTORS.get("genesis_document").get("genesis_hash").asText());
    var key = KeyPair.fromSeed(bytes(vector.get("secret_seed")));
    var unsigned = Transaction.decode(bytes(vector.get("unsigned_hex")));

    byte[] message = SigningMessage.of(genesisHash, unsigned.txid(), 0);
    var scriptSig = new ScriptSig(key.publicKey(), key.sign(message));
    var signed =
        unsigned.withInputs(List.of(unsigned.inputs().getFirst().with(scriptSig.encoded())));

    assertThat(message).isEqualTo(bytes(vector.get("signing_messages").get(0)));
    assertThat(HexFormat.of().formatHex(signed.encode()))
        .isEqualTo(vector.get("signed_hex").asText());
    assertThat(unsigned.txid()).isEqualTo(signed.txid()).isEqualTo(unsigned.wtxid());
    assertThat(ScriptSig.parse(signed.inputs().getFirst().scriptSig())).contains(scriptSig);
  }

  @Test
  void theGenesisCoinbasesHaveTheirPublishedNames() throws DecodeException {
    for (var genesis : VECTORS.get("genesis_blocks")) {
      var coinbase = Transaction.decode(bytes(genesis.get("coinbase_hex")));

      assertThat(coinbase.txid()).hasToString(genesis.get("txid").asText());
      assertThat(coinbase.outputs().getFirst().isUtxo()).isFalse();
    }
  }

  @Test
  void refusesTrailingAndMissingBytes() {
    byte[] bytes = TestTransactions.payment(TestTransactions.outpoint(1), 1_000).encode();

    assertThatExceptionOfType(DecodeException.class)
        .isThrownBy(() -> Transaction.decode(Arrays.copyOf(bytes, bytes.length + 1)));
    for (int size = 0; size < bytes.length; size++) {
      byte[] part = Arrays.copyOf(bytes, size);
      assertThatExceptionOfType(DecodeException.class).isThrownBy(() -> Transaction.decode(part));
    }
  }

  @Test
  void copiesWithOtherSignaturesHaveOneTxid() {
    var draft =
        TestTransactions.draft()
            .spend(TestTransactions.outpoint(1), TestKeys.wallet(1))
            .pay(TestKeys.address(2), 1_000);
    var other =
        TestTransactions.draft()
            .spend(TestTransactions.outpoint(1), TestKeys.wallet(3))
            .pay(TestKeys.address(2), 1_000);

    assertThat(draft.sign().txid()).isEqualTo(other.sign().txid());
    assertThat(draft.sign()).isNotEqualTo(other.sign()).isEqualTo(draft.sign());
  }

  @Test
  void sumsItsOutputsWithinRange() {
    var owner = TestKeys.address(1);
    var draft = TestTransactions.draft().pay(owner, Long.MAX_VALUE - 1).pay(owner, 1);

    assertThat(draft.unsigned().outputSum()).hasValue(Long.MAX_VALUE);
    assertThat(draft.pay(owner, 1).unsigned().outputSum()).isEmpty();
    assertThat(TestTransactions.draft().pay(owner, -1).unsigned().outputSum()).isEmpty();
    assertThat(TestTransactions.draft().unsigned().outputSum()).hasValue(0);
  }

  private static byte[] bytes(JsonNode hex) {
    return HexFormat.of().parseHex(hex.asText());
  }
}
