package io.timecoin.protocol.ed25519;

import java.math.BigInteger;
import java.util.HexFormat;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** A public key, a signature by it and the message, good or bad. */
final class SignedMessage {
  private final byte[] publicKey;
  private final byte[] signature;
  private final byte[] message;

  SignedMessage(byte[] publicKey, byte[] signature, byte[] message) {
    this.publicKey = publicKey.clone();
    this.signature = signature.clone();
    this.message = message.clone();
  }

  byte[] publicKey() {
    return publicKey.clone();
  }

  byte[] signature() {
    return signature.clone();
  }

  byte[] message() {
    return message.clone();
  }

  /** S of the signature. */
  BigInteger s() {
    byte[] s = new byte[32];
    System.arraycopy(signature, 32, s, 0, 32);
    return Ed25519Model.decodeNumber(s);
  }

  SignedMessage withS(BigInteger s) {
    byte[] changed = signature.clone();
    System.arraycopy(Ed25519Model.encodeNumber(s), 0, changed, 32, 32);
    return new SignedMessage(publicKey, changed, message);
  }

  SignedMessage withR(byte[] encodedR) {
    byte[] changed = signature.clone();
    System.arraycopy(encodedR, 0, changed, 0, 32);
    return new SignedMessage(publicKey, changed, message);
  }

  SignedMessage withPublicKey(byte[] changed) {
    return new SignedMessage(changed, signature, message);
  }

  SignedMessage withMessage(byte[] changed) {
    return new SignedMessage(publicKey, signature, changed);
  }

  SignedMessage withSignature(byte[] changed) {
    return new SignedMessage(publicKey, changed, message);
  }

  boolean isAcceptedBy(Ed25519Verifier verifier) {
    return verifier.verify(publicKey, signature, message);
  }

  void addTo(SignatureBatch batch) {
    batch.add(publicKey, 0, signature, 0, message, 0, message.length);
  }

  boolean isAcceptedByModel() {
    return Ed25519Model.verify(publicKey, signature, message);
  }

  boolean isAcceptedByBouncyCastle() {
    return Ed25519.verify(signature, 0, publicKey, 0, message, 0, message.length);
  }

  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return "key %s signature %s message %s"
        .formatted(hex.formatHex(publicKey), hex.formatHex(signature), hex.formatHex(message));
  }
}
