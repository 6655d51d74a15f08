package io.timecoin.protocol.committee;

import io.timecoin.protocol.codec.Canonical;
import io.timecoin.protocol.codec.CanonicalReader;
import io.timecoin.protocol.codec.CanonicalWriter;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Signature;
import io.timecoin.protocol.ed25519.Ed25519Verifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The quorum of COMMITs that makes a microblock final (PROTOCOL §6.8). Decoding accepts whatever is
 * canonical; {@link #verify} alone says whether it proves anything. A prepared certificate has the
 * same form over PREPAREs, {@link #verify(VoteType, Committee, Hash256, Ed25519Verifier)}.
 *
 * @param round unsigned on the wire; 2^31 and more come out negative and are a defect
 * @param signatures in member order, one per set bit
 */
public record Certificate(
    long sequence, int round, Hash256 digest, Bitmap bitmap, List<Signature> signatures)
    implements Canonical {

  public Certificate {
    signatures = List.copyOf(signatures);
  }

  /**
   * The certificate of these votes.
   *
   * @throws IllegalArgumentException if a voter is no member
   */
  public static Certificate of(
      Committee committee,
      long sequence,
      int round,
      Hash256 digest,
      Map<PublicKey, Signature> votes) {
    var inOrder = new TreeMap<Integer, Signature>();
    votes.forEach(
        (key, signature) ->
            inOrder.put(
                committee
                    .indexOf(key)
                    .orElseThrow(() -> new IllegalArgumentException(key + " is no member")),
                signature));
    var bitmap = Bitmap.of(committee.size(), inOrder.keySet().stream().mapToInt(Integer::intValue));
    return new Certificate(sequence, round, digest, bitmap, List.copyOf(inOrder.values()));
  }

  public static Certificate decode(byte[] bytes) throws DecodeException {
    return CanonicalReader.decode(bytes, Certificate::read);
  }

  public static Certificate read(CanonicalReader reader) throws DecodeException {
    return new Certificate(
        reader.u64(),
        reader.u32(),
        Hash256.read(reader),
        Bitmap.read(reader),
        reader.sequence(Signature.SIZE, Signature::read));
  }

  @Override
  public void writeTo(CanonicalWriter writer) {
    writer.u64(sequence).u32(round).value(digest).value(bitmap).sequence(signatures);
  }

  /** Checks it as a quorum of COMMITs: the proof of finality. */
  public CertificateVerdict verify(
      Committee committee, Hash256 genesisHash, Ed25519Verifier verifier) {
    return verify(VoteType.COMMIT, committee, genesisHash, verifier);
  }

  /** Checks it as a quorum of votes of a type; PREPARE for a prepared certificate. */
  public CertificateVerdict verify(
      VoteType type, Committee committee, Hash256 genesisHash, Ed25519Verifier verifier) {
    // Cheap checks first: a stranger's certificate must not cost a signature check.
    return shapeDefect(committee)
        .or(() -> weightDefect(committee))
        .or(() -> signatureDefect(type, committee, genesisHash, verifier))
        .<CertificateVerdict>map(invalid -> invalid)
        .orElseGet(() -> new CertificateVerdict.Valid(weight(committee)));
  }

  /** Weight of the members whose bits are set; whether they really signed, verify says. */
  public long weight(Committee committee) {
    return bitmap
        .places()
        .filter(place -> place < committee.size())
        .mapToLong(place -> committee.members().get(place).weight())
        .sum();
  }

  private Optional<CertificateVerdict.Invalid> shapeDefect(Committee committee) {
    if (round < 0) {
      return invalid(
          CertificateDefect.ROUND_OUT_OF_RANGE, "round " + Integer.toUnsignedString(round));
    }
    if (!bitmap.hasLengthFor(committee.size())) {
      return invalid(
          CertificateDefect.BITMAP_LENGTH,
          "the bitmap is not that of a committee of " + committee.size());
    }
    if (!bitmap.fits(committee.size())) {
      return invalid(CertificateDefect.SPARE_BIT_SET, "a bit belongs to no member");
    }
    if (bitmap.count() != signatures.size()) {
      return invalid(
          CertificateDefect.SIGNATURE_COUNT,
          signatures.size() + " signatures for " + bitmap.count() + " set bits");
    }
    return Optional.empty();
  }

  private Optional<CertificateVerdict.Invalid> weightDefect(Committee committee) {
    long weight = weight(committee);
    return committee.isQuorum(weight)
        ? Optional.empty()
        : invalid(
            CertificateDefect.NO_QUORUM,
            "weight " + weight + " is no quorum of " + committee.totalWeight());
  }

  private Optional<CertificateVerdict.Invalid> signatureDefect(
      VoteType type, Committee committee, Hash256 genesisHash, Ed25519Verifier verifier) {
    byte[] message = SignedBytes.of(genesisHash, type, sequence, round, digest);
    int[] places = bitmap.places().toArray();
    for (int i = 0; i < places.length; i++) {
      PublicKey key = committee.members().get(places[i]).key();
      if (!verifier.verify(key.toByteArray(), signatures.get(i).toByteArray(), message)) {
        return invalid(
            CertificateDefect.BAD_SIGNATURE, "the signature of member " + key + " is invalid");
      }
    }
    return Optional.empty();
  }

  private static Optional<CertificateVerdict.Invalid> invalid(
      CertificateDefect defect, String detail) {
    return Optional.of(new CertificateVerdict.Invalid(defect, detail));
  }
}
