package io.timecoin.protocol.ed25519;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.ed25519.reference.IndependentVerifier;
import io.timecoin.protocol.ed25519.reference.ReferenceVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The second implementation of PROTOCOL §3.2 gives the verdicts of the rule, of our verifier and of
 * the model, also where BouncyCastle's verifier gives another one.
 */
class IndependentVerifierTest {
  private final BatchCases cases = new BatchCases(32);
  private final IndependentVerifier independent = new IndependentVerifier();
  private final ReferenceVerifier reference = new ReferenceVerifier();
  private final Ed25519Verifier ours = new Ed25519Verifier();

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("io.timecoin.protocol.ed25519.Ed25519VerifierVectorTest#edgeCases")
  void edgeCaseHasTheVerdictOfOurRule(
      int number, String about, SignedMessage signed, boolean valid) {
    assertThat(isAcceptedByIndependent(signed)).isEqualTo(valid);
    assertThat(isAcceptedByReference(signed)).isEqualTo(valid);
  }

  @Test
  void smallOrderPairsAreAllValidThoughBouncyCastleRefusesThem() {
    List<SignedMessage> pairs = cases.smallOrderPairs();

    assertThat(pairs).hasSize(196).allMatch(this::isAcceptedByIndependent);
    assertThat(pairs).noneMatch(SignedMessage::isAcceptedByBouncyCastle);
  }

  @Test
  void mixedOrdersLargeSAndUnusualEncodingsHaveOurVerdict() {
    List<SignedMessage> all = new ArrayList<>(cases.mixedOrders());
    all.addAll(cases.largeS());
    all.addAll(cases.unusualEncodings());

    all.forEach(this::assertVerdictsAgree);
  }

  @Test
  void randomAndDamagedSignaturesHaveOurVerdictAndTheModels() {
    for (SignedMessage good : cases.good(150, 40)) {
      assertThat(isAcceptedByReference(good)).as("%s", good).isTrue();
      assertVerdictsAgree(good);
      SignedMessage damaged = cases.damaged(good);
      assertVerdictsAgree(damaged);
      assertThat(isAcceptedByIndependent(damaged))
          .as("%s", damaged)
          .isEqualTo(damaged.isAcceptedByModel());
    }
  }

  @Test
  void otherLengthsAreInvalid() {
    SignedMessage good = cases.good();
    byte[] shortKey = new byte[31];
    byte[] longSignature = new byte[65];

    assertThat(independent.isValid(shortKey, good.signature(), good.message())).isFalse();
    assertThat(independent.isValid(good.publicKey(), longSignature, good.message())).isFalse();
  }

  /** A fault that both verifiers have in common would never be found. */
  @Test
  void itSharesNoCodeWithWhatItChecks() throws IOException {
    Pattern ours =
        Pattern.compile("^import (?:static )?(io\\.timecoin\\.[\\w.]+);", Pattern.MULTILINE);
    Path sources = Path.of("src/main/java/io/timecoin/protocol/ed25519/reference");
    List<String> imported = new ArrayList<>();
    try (Stream<Path> files = Files.list(sources)) {
      for (Path file : files.toList()) {
        Matcher matcher = ours.matcher(Files.readString(file));
        while (matcher.find()) {
          imported.add(file.getFileName() + ": " + matcher.group(1));
        }
      }
    }
    assertThat(imported).isEmpty();
  }

  private void assertVerdictsAgree(SignedMessage signed) {
    boolean valid = signed.isAcceptedBy(ours);

    assertThat(isAcceptedByIndependent(signed)).as("%s", signed).isEqualTo(valid);
    assertThat(isAcceptedByReference(signed)).as("%s", signed).isEqualTo(valid);
  }

  private boolean isAcceptedByIndependent(SignedMessage signed) {
    return independent.isValid(signed.publicKey(), signed.signature(), signed.message());
  }

  private boolean isAcceptedByReference(SignedMessage signed) {
    return reference.isValid(signed.publicKey(), signed.signature(), signed.message());
  }
}
