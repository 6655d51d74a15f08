package io.timecoin.consensus.core.message;

import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.SignedBytes;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Signature;
import java.util.Optional;

/**
 * A member's word that it has left every round below {@code round}, with the certificate of what it
 * had prepared, if anything (PROTOCOL §6.3).
 *
 * @param prepared a quorum of PREPAREs of a lower round of the same sequence
 */
public record RoundChange(
    long sequence, int round, Optional<Certificate> prepared, PublicKey signer, Signature signature)
    implements SignedMessage {

  @Override
  public VoteType type() {
    return VoteType.ROUND_CHANGE;
  }

  @Override
  public Hash256 digest() {
    return prepared.map(Certificate::digest).orElse(Hash256.ZERO);
  }

  /** {@link SignedBytes#NOTHING_PREPARED} without a prepared value. */
  public int preparedRound() {
    return prepared.map(Certificate::round).orElse(SignedBytes.NOTHING_PREPARED);
  }

  @Override
  public byte[] signedBytes(Hash256 genesisHash) {
    return signedBytes(genesisHash, sequence, round, prepared);
  }

  /** What a ROUND_CHANGE with this prepared certificate signs. */
  public static byte[] signedBytes(
      Hash256 genesisHash, long sequence, int round, Optional<Certificate> prepared) {
    return prepared
        .map(
            certificate ->
                SignedBytes.roundChange(
                    genesisHash, sequence, round, certificate.digest(), certificate.round()))
        .orElseGet(() -> SignedBytes.roundChange(genesisHash, sequence, round));
  }
}
