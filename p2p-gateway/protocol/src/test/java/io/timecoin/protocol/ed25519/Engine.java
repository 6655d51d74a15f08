package io.timecoin.protocol.ed25519;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.random.RandomGenerator;

/** The ways in which a batch is computed; every test of batches is for all of them. */
enum Engine {
  SCALAR {
    @Override
    BatchEngine create(RandomGenerator random) {
      return new ScalarBatchEngine(SignatureBatch.CAPACITY, random);
    }
  },
  LANES {
    @Override
    BatchEngine create(RandomGenerator random) {
      assumeLanes();
      return new LaneBatchEngine(SignatureBatch.CAPACITY, random);
    }
  };

  abstract BatchEngine create(RandomGenerator random);

  SignatureBatch newBatch(RandomGenerator random) {
    BatchEngine engine = create(random);
    return new SignatureBatch(() -> engine);
  }

  /** Without AVX-512 the code in lanes is right as well, but far too slow for batches. */
  static void assumeLanes() {
    assumeTrue(VectorSupport.isPresent(), "needs jdk.incubator.vector and AVX-512");
  }
}
