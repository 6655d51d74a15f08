package io.timecoin.e2e;

import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every JSON-RPC method once, its answer compared with the stream replayed independently. */
final class RpcE2E {
  @RegisterExtension
  static final RunningDevnet DEVNET = new RunningDevnet("rpc", 1, Duration.ofSeconds(10));

  private static final RpcScene SCENE = new RpcScene(DEVNET);

  @BeforeAll
  static void pay() {
    SCENE.pay();
  }

  @Nested
  final class Chain extends RpcOfTheChain {
    Chain() {
      super(SCENE);
    }
  }

  @Nested
  final class Coins extends RpcOfCoins {
    Coins() {
      super(SCENE);
    }
  }

  @Nested
  final class Mempool extends RpcOfTheMempool {
    Mempool() {
      super(SCENE);
    }
  }

  @Nested
  final class TheNode extends RpcOfTheNode {
    TheNode() {
      super(SCENE);
    }
  }
}
