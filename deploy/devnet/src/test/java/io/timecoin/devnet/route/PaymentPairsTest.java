package io.timecoin.devnet.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.timecoin.devnet.load.Coin;
import io.timecoin.devnet.load.Signer;
import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.codec.CanonicalReader;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.ed25519.Ed25519Verifier;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.rules.StatelessRules;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.Transaction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PaymentPairsTest {
  private static final Hash256 GENESIS = hash("genesis");
  private static final int PAIRS = 3;
  private static final long VALUE = 10_000_000;

  @TempDir private Path folder;

  private final Map<OutPoint, UnspentOutput> unspent = new HashMap<>();
  private PaymentPairs pairs;

  @BeforeEach
  void makeCoins() {
    var coins = new ArrayList<Coin>();
    for (int i = 0; i < 2 * PAIRS; i++) {
      var coin = new Coin(new OutPoint(hash("coin " + i), i), VALUE, key("owner " + i));
      coins.add(coin);
      add(coin.outpoint(), Output.payTo(address(coin.owner()), VALUE));
    }
    pairs = new PaymentPairs(new Signer(GENESIS), coins);
  }

  @Test
  void everyPaymentIsSoundInTheOrderOfSending() throws DecodeException {
    try (SignedLoad load = pairs.load(folder.resolve("load"), 10)) {
      for (int i = 0; i < load.size(); i++) {
        spend(load.payment(i));
      }
    }
    assertThat(unspent).hasSize(2 * PAIRS);
  }

  @Test
  void inputsHaveDifferentKeysAndNeighboursDifferentCoins() throws DecodeException {
    try (SignedLoad load = pairs.load(folder.resolve("load"), 7)) {
      for (int i = 0; i < load.size(); i++) {
        List<Input> inputs = load.payment(i).inputs();
        assertThat(inputs).hasSize(2);
        assertThat(inputs.get(0).scriptSig().toByteArray(0, 33))
            .isNotEqualTo(inputs.get(1).scriptSig().toByteArray(0, 33));
        assertThat(load.payment(i).outputs()).hasSize(2);
      }
    }
  }

  @Test
  void aLoadGoesOnWhereTheLastOneEnded() throws DecodeException {
    for (int round = 0; round < 4; round++) {
      try (SignedLoad load = pairs.load(folder.resolve("load"), 4)) {
        for (int i = 0; i < load.size(); i++) {
          spend(load.payment(i));
        }
        pairs.settle(load, _ -> true);
      }
    }
    assertThat(unspent).hasSize(2 * PAIRS);
  }

  /** A load that was cut short: nothing may spend what its unsent payments would have made. */
  @Test
  void onlyWhatBecameFinalIsSpentAfterwards() throws DecodeException {
    for (int made : new int[] {0, 1, 5, 8}) {
      try (SignedLoad load = pairs.load(folder.resolve("load"), 8)) {
        for (int i = 0; i < made; i++) {
          spend(load.payment(i));
        }
        pairs.settle(load, payment -> payment < made);
      }
    }
    try (SignedLoad load = pairs.load(folder.resolve("load"), 6)) {
      for (int i = 0; i < load.size(); i++) {
        spend(load.payment(i));
      }
    }
  }

  @Test
  void aRequestHasTheGatewaysBinaryForm() throws DecodeException {
    try (SignedLoad load = pairs.load(folder.resolve("load"), 5)) {
      List<byte[]> items =
          CanonicalReader.decode(
              load.body(1, 4), all -> all.sequence(Long.BYTES, CanonicalReader::bytes));

      assertThat(items)
          .containsExactlyElementsOf(
              IntStream.range(1, 4).mapToObj(i -> load.payment(i).encode()).toList());
    }
  }

  @Test
  void paymentsAreFoundByTheirWtxid() {
    Path file = folder.resolve("load");
    try (SignedLoad load = pairs.load(file, 9)) {
      for (int i = 0; i < load.size(); i++) {
        assertThat(load.find(load.payment(i).wtxid())).hasValue(i);
        assertThat(load.wtxid(i)).isEqualTo(load.payment(i).wtxid());
      }
      assertThat(load.find(hash("another"))).isEmpty();
    }
    assertThat(Files.exists(file)).isFalse();
  }

  @Test
  void anOddNumberOfCoinsIsRefused() {
    var signer = new Signer(GENESIS);
    assertThatThrownBy(() -> new PaymentPairs(signer, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void spend(Transaction payment) {
    var verdict =
        new StatelessRules(Network.DEVNET, GENESIS)
            .check(payment.encode(), System.currentTimeMillis() / 1_000, new Ed25519Verifier());
    assertThat(verdict.toString()).startsWith("Accepted");
    for (Input input : payment.inputs()) {
      assertThat(unspent.remove(input.outpoint())).isNotNull();
    }
    for (int i = 0; i < payment.outputs().size(); i++) {
      add(payment.outpoint(i), payment.outputs().get(i));
    }
  }

  private void add(OutPoint outpoint, Output output) {
    unspent.put(outpoint, new UnspentOutput(outpoint, output, 1, false));
  }

  private static Address address(KeyPair key) {
    return Address.of(Network.DEVNET, key.publicKey());
  }

  private static KeyPair key(String name) {
    return KeyPair.fromSeed(hash(name).toByteArray());
  }

  private static Hash256 hash(String text) {
    return Sha256.hash(text.getBytes(StandardCharsets.UTF_8));
  }
}
