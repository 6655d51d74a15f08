package io.timecoin.protocol.ed25519;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The published edge cases and the protocol's own figures. */
class Ed25519VerifierVectorTest {
  private final Ed25519Verifier verifier = new Ed25519Verifier();

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("edgeCases")
  void edgeCaseHasTheVerdictOfOurRule(
      int number, String about, SignedMessage signed, boolean valid) {
    assertThat(signed.isAcceptedBy(verifier)).isEqualTo(valid);
    assertThat(signed.isAcceptedByModel()).isEqualTo(valid);
  }

  /** The cases themselves, for other tests. */
  static List<SignedMessage> publishedCases() throws IOException {
    return edgeCases().map(arguments -> (SignedMessage) arguments.get()[2]).toList();
  }

  static Stream<Arguments> edgeCases() throws IOException {
    List<Arguments> cases = new ArrayList<>();
    for (JsonNode node : read("/vectors/ed25519-edge-cases.json").get("cases")) {
      SignedMessage signed =
          new SignedMessage(
              bytes(node.get("public_key")),
              bytes(node.get("signature")),
              bytes(node.get("message")));
      cases.add(
          Arguments.of(
              node.get("case").intValue(),
              node.get("about").textValue(),
              signed,
              node.get("valid").booleanValue()));
    }
    return cases.stream();
  }

  @Test
  void allTwelveEdgeCasesAreThere() throws IOException {
    assertThat(edgeCases()).hasSize(12);
  }

  @Test
  void smallOrderEncodingsOfTheProtocolAreThoseOfTheModel() throws IOException {
    List<String> listed = new ArrayList<>();
    read("/vectors/protocol.json")
        .get("ed25519_small_order_encodings")
        .forEach(node -> listed.add(node.textValue()));

    assertThat(listed)
        .hasSize(14)
        .containsExactlyInAnyOrderElementsOf(
            Ed25519Model.smallOrderEncodings().stream().map(HexFormat.of()::formatHex).toList());
  }

  private static JsonNode read(String resource) throws IOException {
    try (InputStream stream = Ed25519VerifierVectorTest.class.getResourceAsStream(resource)) {
      return new ObjectMapper().readTree(stream);
    }
  }

  private static byte[] bytes(JsonNode hex) {
    return HexFormat.of().parseHex(hex.textValue());
  }
}
