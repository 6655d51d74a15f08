package io.timecoin.mempool.node;

import io.timecoin.mempool.pool.PoolChange;
import io.timecoin.mempool.pool.PoolEntry;
import io.timecoin.mempool.proposal.Answer;
import io.timecoin.mempool.proposal.BodyFetch;
import java.util.List;

/**
 * What the domain wants done after some events: first the journal, durable, then the rest.
 *
 * @param epoch under which it was decided
 * @param verifiedOffset the first offset of tx.verified that it and all before it do not cover
 * @param carried entries of the pool whose last place in the journal is old: written again, and
 *     nobody is told
 * @param fetches bodies that peers are asked for
 */
public record Turn(
    long epoch,
    long verifiedOffset,
    List<PoolChange> changes,
    List<PoolEntry> carried,
    List<Answer> answers,
    List<BodyFetch> fetches) {
  public Turn {
    changes = List.copyOf(changes);
    carried = List.copyOf(carried);
    answers = List.copyOf(answers);
    fetches = List.copyOf(fetches);
  }

  static Turn empty(long epoch, long verifiedOffset) {
    return new Turn(epoch, verifiedOffset, List.of(), List.of(), List.of(), List.of());
  }

  public boolean isEmpty() {
    return changes.isEmpty() && carried.isEmpty() && answers.isEmpty() && fetches.isEmpty();
  }
}
