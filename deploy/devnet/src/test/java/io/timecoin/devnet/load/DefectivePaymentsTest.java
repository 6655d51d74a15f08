package io.timecoin.devnet.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.rules.RejectCode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DefectivePaymentsTest {
  private static final long VALUE = 1_000_000_000_000L;

  private final TestCoins coins = new TestCoins();
  private final DefectivePayments payments = payments();

  private DefectivePayments payments() {
    KeyPair owner = TestCoins.key("owner");
    return new DefectivePayments(
        new Signer(TestCoins.GENESIS),
        coins.unspent("bait", VALUE, owner),
        coins.spent("spent", VALUE, owner),
        TestCoins.key("stranger"));
  }

  @ParameterizedTest
  @EnumSource(Defect.class)
  void theProtocolFindsThisDefectAndNoOther(Defect defect) {
    byte[] raw = payments.make(defect, TestCoins.NOW);

    assertThat(coins.judge(raw)).contains(defect.code());
  }

  @ParameterizedTest
  @EnumSource(Defect.class)
  void noTwoAreTheSameBytes(Defect defect) {
    byte[] first = payments.make(defect, TestCoins.NOW);
    byte[] second = payments.make(defect, TestCoins.NOW);

    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void everyCodeThatASingleTransactionCanCauseHasADefect() {
    Set<RejectCode> caused =
        Arrays.stream(Defect.values()).map(Defect::code).collect(Collectors.toSet());

    // The other takes a rival.
    Set<RejectCode> wanted = EnumSet.allOf(RejectCode.class);
    wanted.removeIf(RejectCode::policy);
    wanted.remove(RejectCode.INPUT_LOCKED);
    assertThat(caused).containsExactlyInAnyOrderElementsOf(wanted);
  }
}
