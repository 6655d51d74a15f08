package io.timecoin.devnet.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.transaction.ByteString;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LoadReportTest {
  private static final List<Shipment> SHIPMENTS =
      List.of(
          shipment("sound", new Shipment.Final()),
          shipment("dust", new Shipment.Rejected(RejectCode.DUST)),
          shipment("a", new Shipment.OneOfPair(0)),
          shipment("b", new Shipment.OneOfPair(0)));

  private static final Map<String, Outcome> CLEAN =
      Map.of(
          "sound", finalAfter(1),
          "dust", rejected("DUST", ""),
          "a", finalAfter(1),
          "b", rejected("INPUT_SPENT", "txid-a"));

  @Test
  void everythingAtItsRightEndIsClean() {
    LoadReport report =
        judge(
            Map.of(
                "sound", finalAfter(10),
                "a", finalAfter(30),
                "b", rejected("INPUT_LOCKED", "txid-a")));

    assertThat(report.isClean()).isTrue();
    assertThat(report.submitted()).isEqualTo(4);
    assertThat(report.finalCount()).isEqualTo(2);
    assertThat(report.rejected()).isEqualTo(Map.of("DUST", 1, "INPUT_LOCKED", 1));
    assertThat(report.conflictPairs()).isEqualTo(1);
    assertThat(report.finalityMillis().p50()).isEqualTo(10);
    assertThat(report.finalityMillis().max()).isEqualTo(30);
  }

  @Test
  void anAbortedLoserThatNamesTheWinnerIsClean() {
    LoadReport report =
        judge(Map.of("a", new Outcome("aborted", "", "txid-b", 2), "b", finalAfter(3)));

    assertThat(report.isClean()).isTrue();
    assertThat(report.aborted()).isEqualTo(1);
  }

  @Test
  void aTransactionWithoutAnEndIsLost() {
    var outcomes = new HashMap<>(CLEAN);
    outcomes.remove("sound");

    LoadReport report = LoadReport.of(SHIPMENTS, outcomes, 0, 1);

    assertThat(report.lost()).isEqualTo(1);
    assertThat(report.isClean()).isFalse();
    assertThat(report.unexpected()).containsExactly("txid-sound (copy sound) (Final[]) has no end");
  }

  @Test
  void aRefusedSoundPaymentIsUnexpected() {
    LoadReport report = judge(Map.of("sound", new Outcome("refused", "HTTP_503", "", 1)));

    assertThat(report.isClean()).isFalse();
    assertThat(report.refused()).isEqualTo(1);
    assertThat(report.unexpected()).singleElement().asString().startsWith("valid sound ended");
  }

  @Test
  void anotherCodeThanTheDefectsIsUnexpected() {
    LoadReport report = judge(Map.of("dust", rejected("BAD_SIGNATURE", "")));

    assertThat(report.unexpected()).singleElement().asString().startsWith("invalid dust (DUST)");
  }

  @Test
  void aDefectivePaymentThatBecomesFinalIsUnexpected() {
    LoadReport report = judge(Map.of("dust", finalAfter(1)));

    assertThat(report.isClean()).isFalse();
  }

  @Test
  void twoFinalRivalsAreUnexpected() {
    LoadReport report = judge(Map.of("b", finalAfter(1)));

    assertThat(report.unexpected()).singleElement().asString().startsWith("2 of the rivals");
  }

  @Test
  void aLoserThatDoesNotNameTheWinnerIsUnexpected() {
    LoadReport report = judge(Map.of("b", rejected("INPUT_LOCKED", "somebody")));

    assertThat(report.unexpected())
        .singleElement()
        .asString()
        .startsWith("the loser of txid-a ended");
  }

  @Test
  void percentilesAreOfTheSortedValues() {
    double[] values = new double[100];
    for (int i = 0; i < values.length; i++) {
      values[i] = values.length - i;
    }

    var percentiles = LoadReport.Percentiles.of(values);

    assertThat(percentiles).isEqualTo(new LoadReport.Percentiles(50, 95, 99, 100));
    assertThat(LoadReport.Percentiles.of(new double[0]))
        .isEqualTo(new LoadReport.Percentiles(0, 0, 0, 0));
  }

  /** The report on a clean run, but for what ended otherwise. */
  private static LoadReport judge(Map<String, Outcome> otherwise) {
    var outcomes = new HashMap<>(CLEAN);
    outcomes.putAll(otherwise);
    return LoadReport.of(SHIPMENTS, outcomes, 0, 1);
  }

  private static Outcome finalAfter(double millis) {
    return new Outcome("final", "", "", millis);
  }

  private static Outcome rejected(String code, String winner) {
    return new Outcome("rejected", code, winner, 1);
  }

  private static Shipment shipment(String id, Shipment.Expected expected) {
    return new Shipment(id, "txid-" + id, ByteString.EMPTY, expected);
  }
}
