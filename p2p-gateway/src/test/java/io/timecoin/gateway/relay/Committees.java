package io.timecoin.gateway.relay;

import com.google.protobuf.ByteString;
import io.timecoin.gateway.Fixtures;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.committee.Member;
import io.timecoin.protocol.committee.SignedBytes;
import io.timecoin.protocol.committee.Tier;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.proto.internal.v1.ConsensusMessage;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Four members and what they say. */
final class Committees {
  static final List<KeyPair> KEYS = IntStream.range(11, 15).mapToObj(Committees::key).toList();
  static final Committee FOUR =
      Committee.of(
          KEYS.stream()
              .map(
                  key ->
                      new Member(
                          key.publicKey(),
                          Tier.BRONZE,
                          1,
                          Fixtures.RICH_ADDRESS,
                          Fixtures.RICH_ADDRESS,
                          "127.0.0.1:1"))
              .toList());
  static final Hash256 GENESIS = Fixtures.GENESIS.hash();
  static final Hash256 DIGEST = Sha256.hash(new byte[] {1});

  private Committees() {}

  static KeyPair key(int seed) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) seed;
    return KeyPair.fromSeed(bytes);
  }

  /** A PREPARE or COMMIT. */
  static ConsensusMessage ballot(KeyPair signer, VoteType type, long sequence, Hash256 digest) {
    return signed(
        signer,
        ConsensusMessage.newBuilder()
            .setType(type.number())
            .setSequence(sequence)
            .setDigest(Hashes.bytes(digest)),
        SignedBytes.of(GENESIS, type, sequence, 0, digest));
  }

  static ConsensusMessage prepare(KeyPair signer, long sequence) {
    return ballot(signer, VoteType.PREPARE, sequence, DIGEST);
  }

  static ConsensusMessage roundChange(KeyPair signer, long sequence, int round) {
    return signed(
        signer,
        ConsensusMessage.newBuilder()
            .setType(VoteType.ROUND_CHANGE.number())
            .setSequence(sequence)
            .setRound(round)
            .setDigest(Hashes.bytes(Hash256.ZERO))
            .setPreparedRound(SignedBytes.NOTHING_PREPARED),
        SignedBytes.roundChange(GENESIS, sequence, round));
  }

  static ConsensusMessage proposal(
      KeyPair signer, long sequence, int round, List<Transaction> transactions) {
    MicroblockHeader header =
        MicroblockHeader.of(
            sequence, DIGEST, 1_000, signer.publicKey(), transactions, Optional.empty());
    var proto =
        ConsensusMessage.newBuilder()
            .setType(VoteType.PROPOSAL.number())
            .setSequence(sequence)
            .setRound(round)
            .setDigest(Hashes.bytes(header.digest()))
            .setHeader(ByteString.copyFrom(header.encode()));
    transactions.forEach(transaction -> proto.addWtxids(Hashes.bytes(transaction.wtxid())));
    return signed(
        signer,
        proto,
        SignedBytes.of(GENESIS, VoteType.PROPOSAL, sequence, round, header.digest()));
  }

  private static ConsensusMessage signed(
      KeyPair signer, ConsensusMessage.Builder proto, byte[] message) {
    return proto
        .setSigner(ByteString.copyFrom(signer.publicKey().toByteArray()))
        .setSignature(ByteString.copyFrom(signer.sign(message).toByteArray()))
        .build();
  }
}
