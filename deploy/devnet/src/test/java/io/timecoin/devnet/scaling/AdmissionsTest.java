package io.timecoin.devnet.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;

final class AdmissionsTest {
  private final Admissions admissions = new Admissions();

  @Test
  void anEntryThatIsWrittenAgainIsNoOtherAdmission() {
    admitted("a", 1);
    admitted("b", 2);
    admitted("a", 1);

    assertThat(admissions.count()).isEqualTo(2);
    assertThat(admissions.twice()).isZero();
  }

  @Test
  void anotherOrderIsAnotherAdmission() {
    admitted("a", 1);
    admitted("b", 2);
    admitted("a", 3);

    assertThat(admissions.count()).isEqualTo(2);
    assertThat(admissions.twice()).isEqualTo(1);
  }

  private void admitted(String transaction, long order) {
    admissions.admitted(ByteString.copyFromUtf8(transaction), order);
  }
}
