package io.timecoin.protocol.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.testing.ProtocolVectors;
import io.timecoin.protocol.testing.TestTransactions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MerkleTreeTest {
  static Iterable<JsonNode> vectors() {
    return ProtocolVectors.at("/merkle");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void givesThePublishedRoots(JsonNode vector) {
    var leaves =
        StreamSupport.stream(vector.get("leaves").spliterator(), false)
            .map(leaf -> Hash256.fromHex(leaf.asText()))
            .toList();

    assertThat(MerkleTree.root(leaves)).hasToString(vector.get("root").asText());
  }

  @Test
  void everyProofLeadsFromItsLeafToTheRoot() {
    for (int size = 1; size <= 70; size++) {
      var leaves = leaves(size);
      var root = MerkleTree.root(leaves);
      for (int index = 0; index < size; index++) {
        assertThat(MerkleTree.proof(leaves, index).leadsTo(leaves.get(index), root))
            .as("leaf %d of %d", index, size)
            .isTrue();
      }
    }
  }

  @Test
  void anAlteredProofLeadsNowhere() {
    for (int size = 1; size <= 70; size++) {
      var leaves = leaves(size);
      var root = MerkleTree.root(leaves);
      for (int index = 0; index < size; index++) {
        var proof = MerkleTree.proof(leaves, index);
        for (var altered : alterations(proof)) {
          assertThat(altered.leadsTo(leaves.get(index), root))
              .as("leaf %d of %d as %s", index, size, altered)
              .isFalse();
        }
        assertThat(proof.leadsTo(TestTransactions.hash("another"), root)).isFalse();
        assertThat(proof.leadsTo(leaves.get(index), TestTransactions.hash("another"))).isFalse();
      }
    }
  }

  @Test
  void aProofNeedsALeaf() {
    assertThatThrownBy(() -> MerkleTree.proof(leaves(3), 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void theFrontierGivesTheRootOfAllItsLeaves() {
    var coinbase = TestTransactions.hash("coinbase");
    for (int size = 1; size <= 200; size++) {
      var leaves = new ArrayList<>(List.of(coinbase));
      leaves.addAll(leaves(size - 1));

      var frontier = MerkleFrontier.empty().appendAll(leaves(size - 1));

      assertThat(frontier.root(coinbase)).as("size %d", size).isEqualTo(MerkleTree.root(leaves));
      assertThat(frontier.leafCount()).isEqualTo(size);
    }
  }

  @Test
  void theFrontierIsTheSameHoweverItWasFilled() {
    for (int size = 0; size <= 200; size++) {
      var leaves = leaves(size);
      var oneByOne = MerkleFrontier.empty();
      for (var leaf : leaves) {
        oneByOne = oneByOne.append(leaf);
      }
      int cut = size / 3;
      var inTwo =
          MerkleFrontier.empty()
              .appendAll(leaves.subList(0, cut))
              .appendAll(leaves.subList(cut, size));
      var carried = MerkleFrontier.of(oneByOne.leafCount(), oneByOne.spine(), oneByOne.peaks());

      assertThat(inTwo).isEqualTo(oneByOne).hasSameHashCodeAs(oneByOne);
      assertThat(carried).isEqualTo(oneByOne);
    }
  }

  @Test
  void theFrontierRefusesAnImpossibleShape() {
    var hash = TestTransactions.hash("node");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MerkleFrontier.of(0, List.of(), List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MerkleFrontier.of(-1, List.of(), List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MerkleFrontier.of(2, List.of(), List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MerkleFrontier.of(2, List.of(hash), List.of(hash)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MerkleFrontier.of(3, List.of(hash), List.of()));
    assertThat(MerkleFrontier.of(3, List.of(hash), List.of(hash)).leafCount()).isEqualTo(3);
  }

  private static List<Hash256> leaves(int size) {
    return IntStream.range(0, size).mapToObj(i -> TestTransactions.hash("leaf " + i)).toList();
  }

  /** Another index, another count that changes the path, a changed, missing or added sibling. */
  private static List<MerkleProof> alterations(MerkleProof proof) {
    var altered = new ArrayList<MerkleProof>();
    altered.add(new MerkleProof(-1, proof.count(), proof.siblings()));
    altered.add(new MerkleProof(proof.count(), proof.count(), proof.siblings()));
    altered.add(new MerkleProof(proof.index(), 0, proof.siblings()));
    altered.add(new MerkleProof(proof.index(), -proof.count(), proof.siblings()));
    altered.add(new MerkleProof(proof.index(), 4 * proof.count() + 4, proof.siblings()));
    if (proof.count() > 1) {
      long other = (proof.index() + 1) % proof.count();
      altered.add(new MerkleProof(other, proof.count(), proof.siblings()));
    }
    var longer = new ArrayList<>(proof.siblings());
    longer.add(TestTransactions.hash("one more"));
    altered.add(new MerkleProof(proof.index(), proof.count(), longer));
    for (int i = 0; i < proof.siblings().size(); i++) {
      var changed = new ArrayList<>(proof.siblings());
      changed.set(i, TestTransactions.hash("changed"));
      altered.add(new MerkleProof(proof.index(), proof.count(), changed));
      var shorter = new ArrayList<>(proof.siblings());
      shorter.remove(i);
      altered.add(new MerkleProof(proof.index(), proof.count(), shorter));
    }
    return altered;
  }
}
