package io.timecoin.protocol.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.ed25519.Ed25519Verifier;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.rules.Fee;
import io.timecoin.protocol.rules.Limits;
import io.timecoin.protocol.rules.Spender;
import io.timecoin.protocol.rules.StatefulRules;
import io.timecoin.protocol.rules.StatelessRules;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.rules.UtxoView;
import io.timecoin.protocol.rules.Verdict;
import io.timecoin.protocol.testing.ChainKeys;
import io.timecoin.protocol.testing.RandomValues;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PaymentBuilderTest {
  private static final long NOW = 1_764_547_300;
  private static final Hash256 GENESIS = new Hash256(1, 2, 3, 4);

  private final KeyPair payer = ChainKeys.named("payer");
  private final KeyPair secondKey = ChainKeys.named("second key");
  private final Address home = TestChain.address(payer);
  private final Address shop = TestChain.address(ChainKeys.named("shop"));
  private final RandomValues values = new RandomValues(new Random(1));

  @Test
  void changeComesBackAndTheFeeIsTheLowest() throws Exception {
    UnsignedPayment payment = builder(1_000_000_000L).pay(shop, 400_000_000).build(NOW);
    // floor((1,000,000,000 - fee) / 1000) = fee has its lowest solution at 999,001.
    assertThat(payment.fee()).isEqualTo(999_001);
    assertThat(payment.change()).isEqualTo(1_000_000_000L - 400_000_000 - 999_001);
    assertThat(payment.transaction().outputs())
        .containsExactly(Output.payTo(shop, 400_000_000), Output.payTo(home, payment.change()));
    assertAccepted(payment, payer);
  }

  @Test
  void theLargestOutputsAreTakenFirstAndNoMoreThanNeeded() throws Exception {
    UnsignedPayment payment =
        builder(5_000, 900_000, 7_000_000, 40_000).pay(shop, 7_100_000).build(NOW);
    assertThat(payment.spent())
        .extracting(unspent -> unspent.output().value())
        .containsExactly(7_000_000L, 900_000L);
  }

  @Test
  void whatIsBelowDustGoesToTheFee() throws Exception {
    UnsignedPayment payment = builder(1_000_000).pay(shop, 998_800).build(NOW);
    assertThat(payment.change()).isZero();
    assertThat(payment.fee()).isEqualTo(1_200);
    assertThat(payment.transaction().outputs()).hasSize(1);
    assertAccepted(payment, payer);
  }

  @Test
  void aMemoAndAHigherFeeAreCarried() throws Exception {
    UnsignedPayment payment =
        builder(1_000_000_000L)
            .pay(shop, 1_000_000)
            .memo("für Käse")
            .fee(5_000_000)
            .lockTime(7)
            .build(NOW);
    assertThat(payment.fee()).isEqualTo(5_000_000);
    assertThat(payment.transaction().outputs()).contains(Output.memo("für Käse"));
    assertThat(payment.transaction().lockTime()).isEqualTo(7);
    assertThat(payment.transaction().timestamp()).isEqualTo(NOW);
  }

  @Test
  void everyInputIsSignedByItsOwner() throws Exception {
    var unspent = new ArrayList<UnspentOutput>();
    unspent.add(unspent(home, 3_000_000));
    unspent.add(unspent(TestChain.address(secondKey), 4_000_000));
    UnsignedPayment payment =
        new PaymentBuilder(Network.DEVNET, home).from(unspent).pay(shop, 6_000_000).build(NOW);
    assertAccepted(payment, payer, secondKey);
    assertError(PaymentError.KEY_MISSING, () -> payment.sign(GENESIS, List.of(payer)));
  }

  @Test
  void whatCannotBeSpentIsNotChosen() {
    var memo = new UnspentOutput(outpoint(), Output.memo("x"), 1, false);
    assertError(
        PaymentError.INSUFFICIENT_FUNDS,
        () ->
            new PaymentBuilder(Network.DEVNET, home).from(List.of(memo)).pay(shop, 546).build(NOW));
  }

  @Test
  void errorsHaveNames() {
    assertError(PaymentError.NOTHING_TO_PAY, () -> builder(5_000).build(NOW));
    assertError(PaymentError.AMOUNT_BELOW_DUST, () -> builder(5_000).pay(shop, 545).build(NOW));
    assertError(PaymentError.AMOUNT_BELOW_DUST, () -> builder(5_000).pay(shop, -1).build(NOW));
    assertError(
        PaymentError.AMOUNT_OUT_OF_RANGE,
        () -> builder(5_000).pay(shop, Long.MAX_VALUE).pay(shop, 546).build(NOW));
    assertError(
        PaymentError.BAD_MEMO,
        () -> builder(5_000).pay(shop, 546).memo("m".repeat(257)).build(NOW));
    assertError(
        PaymentError.BAD_MEMO, () -> builder(5_000).pay(shop, 546).memo("\ud800").build(NOW));
    assertError(PaymentError.INSUFFICIENT_FUNDS, () -> builder(1_545).pay(shop, 546).build(NOW));
    assertError(
        PaymentError.INSUFFICIENT_FUNDS,
        () -> builder(50_000).pay(shop, 546).fee(Long.MAX_VALUE).build(NOW));
    assertError(
        PaymentError.INSUFFICIENT_FUNDS, () -> builder(5).pay(shop, Long.MAX_VALUE).build(NOW));
    assertError(
        PaymentError.FUNDS_TOO_SCATTERED,
        () ->
            builder(IntStream.range(0, 900).mapToLong(_ -> 1_000).toArray())
                .pay(shop, 800_000)
                .build(NOW));
    var many = builder(1_000_000_000L);
    IntStream.range(0, 1_000).forEach(_ -> many.pay(shop, 546));
    assertError(PaymentError.TOO_MANY_OUTPUTS, () -> many.build(NOW));
  }

  @Test
  void randomPaymentsAreAcceptedAndPayNoSatoshiTooMuch() throws Exception {
    var random = new Random(99);
    for (int i = 0; i < 500; i++) {
      long[] funds = random.longs(1 + random.nextInt(6), 0, 1L << random.nextInt(12, 50)).toArray();
      var builder = builder(funds);
      int payees = 1 + random.nextInt(3);
      for (int j = 0; j < payees; j++) {
        builder.pay(shop, 546 + random.nextLong(1L << random.nextInt(1, 45)));
      }
      try {
        UnsignedPayment payment = builder.build(NOW);
        assertAccepted(payment, payer);
        assertLowestFee(payment);
      } catch (PaymentException e) {
        assertThat(e.error()).isEqualTo(PaymentError.INSUFFICIENT_FUNDS);
      }
    }
  }

  private static void assertLowestFee(UnsignedPayment payment) {
    long outputs = payment.transaction().outputSum().orElseThrow();
    assertThat(payment.fee()).isGreaterThanOrEqualTo(StatefulRules.minimumFee(outputs));
    if (payment.change() > 0) {
      // A satoshi less of fee is a satoshi more of change, and no longer enough.
      assertThat(payment.fee() - 1).isLessThan(StatefulRules.minimumFee(outputs + 1));
    } else {
      assertThat(payment.fee())
          .isLessThan(StatefulRules.minimumFee(outputs + Limits.DUST_LIMIT) + Limits.DUST_LIMIT);
    }
  }

  private PaymentBuilder builder(long... funds) {
    return new PaymentBuilder(Network.DEVNET, home)
        .from(Arrays.stream(funds).mapToObj(value -> unspent(home, value)).toList());
  }

  private UnspentOutput unspent(Address owner, long value) {
    return new UnspentOutput(outpoint(), Output.payTo(owner, value), 1, false);
  }

  private OutPoint outpoint() {
    return new OutPoint(values.hash(), 0);
  }

  private static void assertAccepted(UnsignedPayment payment, KeyPair... keys)
      throws PaymentException {
    Transaction signed = payment.sign(GENESIS, List.of(keys));
    assertThat(signed.txid()).isEqualTo(payment.transaction().txid());
    assertThat(
            new StatelessRules(Network.DEVNET, GENESIS)
                .check(signed.encode(), NOW, new Ed25519Verifier()))
        .isEqualTo(Verdict.accepted(signed));
    assertThat(new StatefulRules(Network.DEVNET).check(signed, view(payment.spent()), 1, NOW))
        .isEqualTo(Verdict.accepted(new Fee(payment.fee())));
  }

  private static UtxoView view(List<UnspentOutput> unspent) {
    Map<OutPoint, UnspentOutput> byOutpoint =
        unspent.stream().collect(Collectors.toMap(UnspentOutput::outpoint, Function.identity()));
    return new UtxoView() {
      @Override
      public Optional<UnspentOutput> find(OutPoint outpoint) {
        return Optional.ofNullable(byOutpoint.get(outpoint));
      }

      @Override
      public Optional<Spender> spender(OutPoint outpoint) {
        return Optional.empty();
      }
    };
  }

  private static void assertError(PaymentError error, ThrowingCallable call) {
    var thrown = catchThrowableOfType(PaymentException.class, call);
    assertThat(thrown).isNotNull();
    assertThat(thrown.error()).isEqualTo(error);
  }
}
