package io.timecoin.protocol.peer;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.timecoin.protocol.codec.CanonicalWriter;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.crypto.Signature;
import io.timecoin.protocol.ed25519.Ed25519Verifier;
import io.timecoin.protocol.proto.p2p.v1.MemberStatement;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;

/**
 * "Node key N speaks for consensus key C until T", signed by C (PROTOCOL §9). Its file is one line
 * of hexadecimal digits.
 *
 * @param validUntilSeconds Unix seconds
 */
public record NodeStatement(
    PublicKey nodeKey, PublicKey consensusKey, long validUntilSeconds, Signature signature) {
  private static final byte[] TAG = "TIMECOIN-NODE-1".getBytes(StandardCharsets.US_ASCII);

  /** Signs a statement for one network. */
  public static NodeStatement sign(
      Hash256 genesisHash, PublicKey nodeKey, KeyPair consensusKey, Instant validUntil) {
    long until = validUntil.getEpochSecond();
    var message = message(genesisHash, nodeKey, consensusKey.publicKey(), until);
    return new NodeStatement(
        nodeKey, consensusKey.publicKey(), until, consensusKey.sign(message.toByteArray()));
  }

  /** Whether the consensus key has signed it for this network; says nothing of its time. */
  public boolean isSigned(Hash256 genesisHash, Ed25519Verifier verifier) {
    return verifier.verify(
        consensusKey.toByteArray(),
        signature.toByteArray(),
        message(genesisHash, nodeKey, consensusKey, validUntilSeconds).toByteArray());
  }

  public boolean isExpired(Instant now) {
    return now.getEpochSecond() >= validUntilSeconds;
  }

  public MemberStatement toProto() {
    return MemberStatement.newBuilder()
        .setNodeKey(ByteString.copyFrom(nodeKey.toByteArray()))
        .setConsensusKey(ByteString.copyFrom(consensusKey.toByteArray()))
        .setValidUntil(validUntilSeconds)
        .setSignature(ByteString.copyFrom(signature.toByteArray()))
        .build();
  }

  /**
   * Reads a statement; its signature is not checked.
   *
   * @throws DecodeException if a key or the signature has a wrong length
   */
  public static NodeStatement fromProto(MemberStatement proto) throws DecodeException {
    try {
      return new NodeStatement(
          PublicKey.of(proto.getNodeKey().toByteArray()),
          PublicKey.of(proto.getConsensusKey().toByteArray()),
          proto.getValidUntil(),
          Signature.of(proto.getSignature().toByteArray()));
    } catch (IllegalArgumentException e) {
      throw new DecodeException(e.getMessage());
    }
  }

  /** The content of its file. */
  public String toHex() {
    return HexFormat.of().formatHex(toProto().toByteArray());
  }

  /**
   * Reads the content of a file.
   *
   * @throws DecodeException if it is not one statement in hexadecimal digits
   */
  public static NodeStatement fromHex(String hex) throws DecodeException {
    try {
      return fromProto(MemberStatement.parseFrom(HexFormat.of().parseHex(hex.strip())));
    } catch (IllegalArgumentException | InvalidProtocolBufferException e) {
      throw new DecodeException("not a statement: " + e.getMessage());
    }
  }

  private static Hash256 message(
      Hash256 genesisHash, PublicKey nodeKey, PublicKey consensusKey, long until) {
    return Sha256.hash(
        new CanonicalWriter(TAG.length + Hash256.SIZE + 2 * PublicKey.SIZE + Long.BYTES)
            .fixed(TAG)
            .value(genesisHash)
            .value(nodeKey)
            .value(consensusKey)
            .i64(until)
            .toByteArray());
  }
}
