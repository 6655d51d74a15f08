package io.timecoin.e2e;

import java.time.Duration;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Four masternodes of equal weight, joined by P2P alone. Twenty processes take their time to start:
 * they are asked everything in turn, and each part leaves them whole to the next.
 */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
final class FourMasternodesE2E {
  @RegisterExtension static final RunningDevnet DEVNET = devnet();

  private static RunningDevnet devnet() {
    var devnet = new RunningDevnet("four", 1, Duration.ofSeconds(5)).withMasternodes(4);
    return Boolean.getBoolean("test.full") ? devnet.withPauses() : devnet;
  }

  @Nested
  @Order(1)
  final class EveryKindOfPayment extends PaymentsAmongFour {
    EveryKindOfPayment() {
      super(DEVNET);
    }
  }

  @Nested
  @Order(2)
  final class Refusals extends RefusedPeers {
    Refusals() {
      super(DEVNET);
    }
  }

  @Nested
  @Order(3)
  @EnabledIfSystemProperty(named = "test.full", matches = "true")
  final class Delays extends SlowLinks {
    Delays() {
      super(DEVNET);
    }
  }

  @Nested
  @Order(4)
  @EnabledIfSystemProperty(named = "test.full", matches = "true")
  final class Partitions extends BrokenLinks {
    Partitions() {
      super(DEVNET);
    }
  }

  @Nested
  @Order(5)
  @EnabledIfSystemProperty(named = "test.full", matches = "true")
  final class Deaths extends DeadNodes {
    Deaths() {
      super(DEVNET);
    }
  }

  /** The fourth masternode is nobody's any more. */
  @Nested
  @Order(6)
  @EnabledIfSystemProperty(named = "test.full", matches = "true")
  final class Traitors extends ByzantinePeer {
    Traitors() {
      super(DEVNET);
    }
  }

  /** The last: none but the fourth lives on. */
  @Nested
  @Order(7)
  final class NewNodes extends NewNode {
    NewNodes() {
      super(DEVNET);
    }
  }
}
