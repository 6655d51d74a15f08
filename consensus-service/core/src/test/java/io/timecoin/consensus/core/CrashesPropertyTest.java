package io.timecoin.consensus.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lost messages and restarts from the log, by seed: never two contents, never two chains. */
class CrashesPropertyTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void neverSignsTwiceNeverForksAndGoesOnAfterwards(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    var network = new TestNetwork(TestMembers.equal(seed % 3 == 0 ? 1 : 4));
    network.filter = (from, to, message) -> random.nextInt(100) >= 15;
    network.start();
    for (int events = 0; events < 1_500; events++) {
      network.once();
      if (random.nextInt(60) == 0) {
        network.restart(network.nodes.get(random.nextInt(network.nodes.size())));
      }
      network.allAgree();
    }
    network.filter = (from, to, message) -> true;
    int reached = network.nodes.stream().mapToInt(node -> node.chain.size()).max().orElseThrow();
    synchronise(network);
    network.runUntilDecided(reached + 3);

    assertThat(network.nodes).allSatisfy(node -> assertThat(node.chain.size()).isPositive());
  }

  /** What sync does for nodes behind (PROTOCOL §6.10). */
  private static void synchronise(TestNetwork network) {
    var longest =
        network.nodes.stream()
            .max(Comparator.comparingInt(node -> node.chain.size()))
            .orElseThrow();
    for (var node : network.nodes) {
      while (node.chain.size() < longest.chain.size()) {
        node.append(longest.chain.get(node.chain.size()));
      }
      network.restart(node);
    }
  }
}
