package io.timecoin.gateway.peers.identity;

import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.crypto.PublicKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.HexFormat;

/** The key a gateway is known by among its peers (PROTOCOL §9); each replica has its own. */
public final class NodeKey {
  private final KeyPair pair;

  public NodeKey(KeyPair pair) {
    this.pair = pair;
  }

  /**
   * Reads a file of 64 hexadecimal digits, an Ed25519 seed.
   *
   * @throws IOException if it cannot be read, or holds something else; never shows the content
   */
  public static NodeKey read(Path file) throws IOException {
    String text = Files.readString(file).strip();
    if (text.length() != 2 * 32) {
      throw new IOException(file + " does not hold 64 hexadecimal digits");
    }
    try {
      return new NodeKey(KeyPair.fromSeed(HexFormat.of().parseHex(text)));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " does not hold 64 hexadecimal digits");
    }
  }

  public PublicKey publicKey() {
    return pair.publicKey();
  }

  /** The same key as TLS signs with. */
  public PrivateKey privateKey() {
    try {
      return KeyFactory.getInstance("Ed25519")
          .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, pair.seed()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK since 15 knows Ed25519", e);
    }
  }
}
