package io.timecoin.mempool.proposal;

import io.timecoin.mempool.state.ChainRules;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.chain.ChainTip;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The drafts of the undecided sequence and the one before. Which value consensus makes of one
 * depends on the proposer alone, and that is a member: so a value is found by its digest.
 */
final class DraftsInHand {
  /** With the largest drafts some 16 MiB, most of them in the pool as well. */
  private static final int MOST = 4;

  private final ChainRules rules;
  private final Deque<Drafted> newestLast = new ArrayDeque<>();

  DraftsInHand(ChainRules rules) {
    this.rules = rules;
  }

  void add(Draft draft, ChainTip tip) {
    newestLast.addLast(new Drafted(draft, tip));
    if (newestLast.size() > MOST) {
      newestLast.removeFirst();
    }
  }

  Optional<ListedValue> find(Hash256 digest) {
    return newestLast.stream()
        .flatMap(drafted -> Optional.ofNullable(drafted.values().get(digest)).stream())
        .findFirst();
  }

  Optional<Transaction> body(Hash256 wtxid) {
    return newestLast.stream()
        .flatMap(drafted -> Optional.ofNullable(drafted.bodies().get(wtxid)).stream())
        .findFirst();
  }

  void forgetBelow(long sequence) {
    newestLast.removeIf(drafted -> drafted.draft.request().sequence() < sequence);
  }

  void clear() {
    newestLast.clear();
  }

  /** One draft; what is looked up in it is made when somebody asks first, which is rare. */
  private final class Drafted {
    private final Draft draft;
    private final ChainTip tip;
    private Map<Hash256, ListedValue> values = Map.of();
    private Map<Hash256, Transaction> bodies = Map.of();

    Drafted(Draft draft, ChainTip tip) {
      this.draft = draft;
      this.tip = tip;
    }

    /** By digest, one for each member that could have proposed it. */
    Map<Hash256, ListedValue> values() {
      if (values.isEmpty()) {
        List<Hash256> wtxids = draft.transactions().stream().map(Transaction::wtxid).toList();
        values =
            rules.committee().members().stream()
                .map(
                    member ->
                        rules.header(
                            tip,
                            draft.timeMillis(),
                            member.key(),
                            draft.transactions(),
                            draft.covered()))
                .collect(
                    Collectors.toMap(
                        MicroblockHeader::digest, header -> new ListedValue(header, wtxids)));
      }
      return values;
    }

    Map<Hash256, Transaction> bodies() {
      if (bodies.isEmpty()) {
        bodies =
            draft.transactions().stream()
                .collect(Collectors.toMap(Transaction::wtxid, transaction -> transaction));
      }
      return bodies;
    }
  }
}
