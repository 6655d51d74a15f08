package io.timecoin.ledger.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.merkle.MerkleTree;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MerklePathsTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 31, 32, 33, 100})
  void everyPathIsTheProofOfItsLeaf(int count) {
    List<Hash256> leaves =
        IntStream.range(0, count)
            .mapToObj(i -> Sha256.hash(ByteBuffer.allocate(4).putInt(i).array()))
            .toList();

    var paths = new MerklePaths(leaves);

    for (int i = 0; i < count; i++) {
      assertThat(paths.siblings(i)).isEqualTo(MerkleTree.proof(leaves, i).siblings());
    }
  }
}
