package io.timecoin.consensus.voting;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.consensus.core.Input;
import io.timecoin.consensus.voting.Inbox.Source;
import io.timecoin.protocol.testing.TestChain;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class InboxTest {
  private final Inbox inbox = new Inbox(0);

  @Test
  void aFloodOfOneSourceDelaysAnothersInputByOne() throws Exception {
    for (int i = 0; i < 40; i++) {
      inbox.put(Source.PEERS, input(i));
    }
    inbox.put(Source.MEMPOOL, input(1_000));

    assertThat(inbox.take(0)).hasSize(32).startsWith(input(1_000), input(0), input(1));
    assertThat(inbox.take(0)).hasSize(9);
    assertThat(inbox.take(0)).isEmpty();
  }

  @Test
  void aFullLaneHoldsBackItsOwnSourceAndNoOther() throws Exception {
    for (int i = 0; i < 64; i++) {
      inbox.put(Source.PEERS, input(i));
    }
    var held =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    inbox.put(Source.PEERS, input(64));
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    while (held.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    inbox.put(Source.MEMPOOL, input(1_000));

    assertThat(inbox.take(0)).contains(input(1_000));
    assertThat(held.join(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void aSyncedMicroblockIsTakenWhenItsTurnHasCome() throws Exception {
    var chain = TestChain.ofMembers(1);
    var first = chain.append(chain.pay(chain.wallet(0), chain.walletAddress(1), 1_000_000));
    var second = chain.append(chain.pay(chain.wallet(1), chain.walletAddress(2), 1_000_000));
    inbox.put(second, 1);
    assertThat(inbox.take(0)).isEmpty();

    inbox.taken(List.of(first));
    assertThat(inbox.take(0)).containsExactly(new Input.MicroblockServed(second));
  }

  private static Input input(long number) {
    return new Input.SigningAllowed(number);
  }
}
