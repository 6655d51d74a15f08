package io.timecoin.protocol.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.ed25519.Ed25519Verifier;
import io.timecoin.protocol.merkle.MerkleProof;
import io.timecoin.protocol.merkle.MerkleTree;
import io.timecoin.protocol.proto.chain.v1.TransactionRecord;
import io.timecoin.protocol.proto.internal.v1.FinalTransaction;
import io.timecoin.protocol.testing.TestChain;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FinalityProofTest {
  private final TestChain chain = TestChain.ofMembers(4);
  private final CertifiedMicroblock microblock =
      chain.append(
          IntStream.range(0, 7)
              .mapToObj(from -> chain.pay(chain.wallet(from), chain.walletAddress(9), 900_000_000))
              .toArray(Transaction[]::new));

  @Test
  void everyTransactionOfACertifiedMicroblockIsProved() {
    for (int i = 0; i < 7; i++) {
      assertThat(verify(proof(i)))
          .isEqualTo(new FinalityVerdict.Final(1, microblock.header().timeMillis()));
    }
  }

  @Test
  void aTransactionThatIsNotInItIsNotProved() {
    var stranger = chain.pay(chain.wallet(8), chain.walletAddress(9), 900_000_000);
    FinalityProof good = proof(0);
    assertDefect(
        new FinalityProof(stranger, good.path(), good.header(), good.certificate()),
        FinalityDefect.NOT_INCLUDED);
    assertDefect(
        new FinalityProof(good.transaction(), proof(1).path(), good.header(), good.certificate()),
        FinalityDefect.NOT_INCLUDED);
  }

  @Test
  void theCountIsTheHeaders() {
    FinalityProof good = proof(6);
    var path = new MerkleProof(6, 8, good.path().siblings());
    assertDefect(
        new FinalityProof(good.transaction(), path, good.header(), good.certificate()),
        FinalityDefect.WRONG_COUNT);
  }

  @Test
  void theCertificateIsTheHeadersAndAQuorums() {
    FinalityProof good = proof(2);
    var next = chain.append(chain.pay(chain.wallet(8), chain.walletAddress(9), 900_000_000));
    assertDefect(
        new FinalityProof(good.transaction(), good.path(), good.header(), next.certificate()),
        FinalityDefect.CERTIFICATE_OF_ANOTHER);
    var weak = chain.certify(good.header(), 0, chain.memberKeys().subList(0, 2));
    assertDefect(
        new FinalityProof(good.transaction(), good.path(), good.header(), weak),
        FinalityDefect.BAD_CERTIFICATE);
  }

  @Test
  void theLedgersAnswerIsAProof() throws Exception {
    assertThat(FinalityProof.fromProto(message(3).build())).isEqualTo(proof(3));
  }

  @Test
  void aMalformedAnswerIsADecodeException() {
    var good = message(3);
    var junk = ByteString.copyFromUtf8("junk");
    Stream.of(
            good.clone().setCoinbase(true),
            good.clone().setCertificate(junk),
            good.clone().setMicroblockHeader(junk),
            good.clone().setRecord(good.getRecord().toBuilder().setTransaction(junk)),
            good.clone().setRecord(good.getRecord().toBuilder().setMerklePath(0, junk)))
        .forEach(
            bad ->
                assertThatThrownBy(() -> FinalityProof.fromProto(bad.build()))
                    .isInstanceOf(DecodeException.class));
  }

  private FinalTransaction.Builder message(int index) {
    FinalityProof proof = proof(index);
    var record =
        TransactionRecord.newBuilder()
            .setTransaction(UnsafeByteOperations.unsafeWrap(proof.transaction().encode()))
            .setPosition(index)
            .setTransactionCount(7);
    proof.path().siblings().stream()
        .map(sibling -> UnsafeByteOperations.unsafeWrap(sibling.toByteArray()))
        .forEach(record::addMerklePath);
    return FinalTransaction.newBuilder()
        .setRecord(record)
        .setMicroblockHeader(UnsafeByteOperations.unsafeWrap(proof.header().encode()))
        .setCertificate(UnsafeByteOperations.unsafeWrap(proof.certificate().encode()));
  }

  private FinalityProof proof(int index) {
    List<Transaction> transactions = microblock.transactions();
    return new FinalityProof(
        transactions.get(index),
        MerkleTree.proof(transactions.stream().map(Transaction::wtxid).toList(), index),
        microblock.header(),
        microblock.certificate());
  }

  private FinalityVerdict verify(FinalityProof proof) {
    return proof.verify(chain.committee(), chain.genesisHash(), new Ed25519Verifier());
  }

  private void assertDefect(FinalityProof proof, FinalityDefect defect) {
    assertThat(verify(proof))
        .isInstanceOfSatisfying(
            FinalityVerdict.NotProven.class,
            notProven -> assertThat(notProven.defect()).isEqualTo(defect));
  }
}
