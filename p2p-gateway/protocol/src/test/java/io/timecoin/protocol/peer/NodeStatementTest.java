package io.timecoin.protocol.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.ed25519.Ed25519Verifier;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Who speaks for a member (PROTOCOL §9). */
final class NodeStatementTest {
  private static final Hash256 NETWORK = hash(1);
  private static final Instant UNTIL = Instant.ofEpochSecond(1_800_000_000);

  private final Ed25519Verifier verifier = new Ed25519Verifier();
  private final KeyPair node = key(1);
  private final KeyPair member = key(2);
  private final NodeStatement statement =
      NodeStatement.sign(NETWORK, node.publicKey(), member, UNTIL);

  @Test
  void holdsOnItsNetworkUntilItsTime() {
    assertThat(statement.isSigned(NETWORK, verifier)).isTrue();
    assertThat(statement.isSigned(hash(2), verifier)).isFalse();
    assertThat(statement.isExpired(UNTIL.minusSeconds(1))).isFalse();
    assertThat(statement.isExpired(UNTIL)).isTrue();
  }

  @Test
  void noOtherKeyOrTimeCanBePutIn() {
    var signature = statement.signature();
    long until = UNTIL.getEpochSecond();
    var forged =
        new NodeStatement[] {
          new NodeStatement(key(3).publicKey(), member.publicKey(), until, signature),
          new NodeStatement(node.publicKey(), key(3).publicKey(), until, signature),
          new NodeStatement(node.publicKey(), member.publicKey(), until + 1, signature)
        };
    assertThat(forged).noneMatch(each -> each.isSigned(NETWORK, verifier));
  }

  @Test
  void itsFileIsReadBack() throws DecodeException {
    assertThat(NodeStatement.fromHex(statement.toHex() + "\n")).isEqualTo(statement);
    assertThatThrownBy(() -> NodeStatement.fromHex("zz")).isInstanceOf(DecodeException.class);
    assertThatThrownBy(() -> NodeStatement.fromHex("0a01ff")).isInstanceOf(DecodeException.class);
  }

  private static KeyPair key(int fill) {
    return KeyPair.fromSeed(filled(fill));
  }

  private static Hash256 hash(int fill) {
    return Hash256.of(filled(fill));
  }

  private static byte[] filled(int fill) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return bytes;
  }
}
