package io.timecoin.mempool.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.timecoin.mempool.state.InconsistentChain;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.Microblock;
import io.timecoin.protocol.testing.TestChain;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the node believes of the chain. */
class NodeFinalityTest {
  private final NodeScene scene = new NodeScene(TestChain.ofMembers(1));
  private final TestChain chain = scene.chain;
  private final MempoolNode node = scene.follower();

  @Test
  void aGapIsNamedAndARepetitionChangesNothing() {
    CertifiedMicroblock one = chain.append(scene.payment(0));
    CertifiedMicroblock two = chain.append(scene.payment(1));
    assertThat(node.finalised(two)).isFalse();
    assertThat(node.finalised(one)).isTrue();
    assertThat(node.finalised(one)).isTrue();
    assertThat(node.finalised(two)).isTrue();
    scene.assertSameState(node);
  }

  @Test
  void aMicroblockOfAnotherChainStopsEverything() {
    CertifiedMicroblock one = chain.append(scene.payment(0));
    var emptied = new Microblock(one.header(), List.of());
    var broken = new CertifiedMicroblock(emptied, one.certificate());
    assertThatThrownBy(() -> node.finalised(broken)).isInstanceOf(InconsistentChain.class);
  }
}
