package io.timecoin.consensus.core;

import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.crypto.PublicKey;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * A node without its log asks the others which sequence they are deciding (PROTOCOL §6.7). What it
 * has signed before, it signed in a sequence whose predecessor more than a third of the honest
 * weight had committed; so among more than two thirds somebody is at most one behind. Immutable.
 *
 * @param question echoed by every answer, so that one to an earlier life's question counts for
 *     nothing; 0 while nothing is asked
 * @param deciding the sequence each member has named last
 */
record Inquiry(long question, Map<PublicKey, Long> deciding) {
  static final Inquiry NONE = new Inquiry(0, Map.of());

  /** Sequences after the highest one named in which nothing is signed yet. */
  private static final int MARGIN = 2;

  static Inquiry asked(long question) {
    return new Inquiry(question, Map.of());
  }

  Inquiry with(PublicKey member, long sequence) {
    var more = new TreeMap<>(deciding);
    more.put(member, sequence);
    return new Inquiry(question, Collections.unmodifiableMap(more));
  }

  /** From where on this node may sign again; empty while too few have answered. */
  OptionalLong signsFrom(Committee committee) {
    long weight = deciding.keySet().stream().mapToLong(committee::weightOf).sum();
    return committee.isQuorum(weight)
        ? OptionalLong.of(
            deciding.values().stream().mapToLong(Long::longValue).max().orElseThrow() + MARGIN)
        : OptionalLong.empty();
  }
}
