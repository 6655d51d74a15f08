package io.timecoin.devnet.verify;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Amazon Corretto Crypto Provider, if its jar is in the class path ({@code --corretto}); it is no
 * dependency of ours.
 */
final class Corretto {
  /** The provider's class name; it must be told to handle Ed25519 keys. */
  private static final String PROVIDER =
      "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

  private static final String KEY_FACTORY_PROPERTY =
      "com.amazon.corretto.crypto.provider.registerEdKeyFactory";

  /** What stands before the 32 bytes of an Ed25519 key in X.509 form (RFC 8410). */
  private static final byte[] KEY_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private final Signature signature;
  private final PublicKey[] keys;

  private Corretto(Provider provider, SignedMessages signed) throws GeneralSecurityException {
    signature = Signature.getInstance("Ed25519", provider);
    KeyFactory factory = KeyFactory.getInstance("Ed25519", provider);
    keys = new PublicKey[signed.count()];
    for (int i = 0; i < keys.length; i++) {
      byte[] encoded = Arrays.copyOf(KEY_PREFIX, KEY_PREFIX.length + 32);
      System.arraycopy(signed.publicKey(i), 0, encoded, KEY_PREFIX.length, 32);
      keys[i] = factory.generatePublic(new X509EncodedKeySpec(encoded));
    }
  }

  /** The candidate, with keys made ready beforehand; empty if the provider is not there. */
  static Optional<Candidate> candidate(SignedMessages signed) {
    System.setProperty(KEY_FACTORY_PROPERTY, "true");
    try {
      Provider provider =
          Class.forName(PROVIDER).asSubclass(Provider.class).getDeclaredConstructor().newInstance();
      Corretto corretto = new Corretto(provider, signed);
      return Optional.of(Singles.candidate("Corretto (AWS-LC)", signed, corretto::verify));
    } catch (ReflectiveOperationException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the Corretto provider does not know Ed25519", e);
    }
  }

  private boolean verify(SignedMessages signed, int i) {
    try {
      signature.initVerify(keys[i]);
      signature.update(signed.message(i));
      return signature.verify(signed.signature(i));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the Corretto provider does not verify", e);
    }
  }
}
