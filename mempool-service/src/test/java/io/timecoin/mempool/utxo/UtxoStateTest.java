package io.timecoin.mempool.utxo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.timecoin.protocol.crypto.Hash256;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class UtxoStateTest {
  private static final Hash256 OWNER = new Hash256(1, 1, 1, 1);
  private static final Hash256 STRANGER = new Hash256(2, 2, 2, 2);
  private static final UtxoState ABSENT = new UtxoState.Absent();
  private static final UtxoState UNSPENT = new UtxoState.Unspent();

  private static void assertRefused(UtxoState from, List<UnaryOperator<UtxoState>> transitions) {
    for (UnaryOperator<UtxoState> transition : transitions) {
      assertThatThrownBy(() -> transition.apply(from)).isInstanceOf(IllegalTransition.class);
    }
  }

  @Test
  void aLockComesAndGoesAndIsItsOwners() {
    UtxoState.Locked lock = UNSPENT.lock(OWNER, 5);
    assertThat(lock.unlock(OWNER)).isEqualTo(UNSPENT);
    assertThat(ABSENT.lock(OWNER, 5).unlock(OWNER)).isEqualTo(ABSENT);
    assertRefused(
        lock,
        List.of(
            state -> state.unlock(STRANGER),
            state -> state.lock(STRANGER, 6),
            state -> state.propose(STRANGER, 1, 0, 0, 0),
            UtxoState::create,
            state -> state.confirm(1)));
  }

  @Test
  void aParentsFinalityMakesALockedOutputReal() {
    assertThat(ABSENT.lock(OWNER, 5).create()).isEqualTo(UNSPENT.lock(OWNER, 5));
    assertRefused(ABSENT.lock(OWNER, 5), List.of(state -> state.finalise(OWNER, 1)));
  }

  @Test
  void aFailedRoundGivesTheLockBack() {
    UtxoState.Locked lock = UNSPENT.lock(OWNER, 5);
    UtxoState.SpentPending pending = lock.propose(OWNER, 7, 1, 3, 30);
    assertThat(pending.fail(OWNER)).isEqualTo(lock);
    assertRefused(
        pending,
        List.of(
            state -> state.fail(STRANGER),
            state -> state.unlock(OWNER),
            state -> state.lock(STRANGER, 6)));
  }

  @Test
  void finalityOverridesEveryOwnerAndIsNeverUndone() {
    var spent = new UtxoState.SpentFinalized(STRANGER, 7);
    UtxoState.Locked lock = UNSPENT.lock(OWNER, 5);
    assertThat(UNSPENT.finalise(STRANGER, 7)).isEqualTo(spent);
    assertThat(lock.finalise(STRANGER, 7)).isEqualTo(spent);
    assertThat(lock.propose(OWNER, 7, 0, 1, 1).finalise(STRANGER, 7)).isEqualTo(spent);
    assertThat(spent.confirm(3)).isEqualTo(new UtxoState.Confirmed(STRANGER, 7, 3));
    for (UtxoState end : List.of(spent, spent.confirm(3))) {
      assertRefused(
          end,
          List.of(
              UtxoState::create,
              state -> state.lock(OWNER, 5),
              state -> state.unlock(STRANGER),
              state -> state.finalise(OWNER, 8)));
    }
  }
}
