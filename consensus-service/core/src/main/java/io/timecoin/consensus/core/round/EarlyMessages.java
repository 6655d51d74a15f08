package io.timecoin.consensus.core.round;

import io.timecoin.consensus.core.message.SignedMessage;
import io.timecoin.protocol.crypto.PublicKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Messages for the sequence after the one being decided, a few per member: a node that is one
 * decision behind must not ask for all of them again. Immutable; signatures have been checked.
 */
public record EarlyMessages(Map<PublicKey, List<SignedMessage>> byMember) {
  public static final EarlyMessages NONE = new EarlyMessages(Map.of());

  /** A proposal, a vote of each type and two round changes. */
  static final int PER_MEMBER = 5;

  /** With this message; empty if its signer's share is used up. */
  public Optional<EarlyMessages> with(SignedMessage message) {
    var mine = byMember.getOrDefault(message.signer(), List.of());
    if (mine.contains(message)) {
      return Optional.of(this);
    }
    if (mine.size() >= PER_MEMBER) {
      return Optional.empty();
    }
    var more = new ArrayList<>(mine);
    more.add(message);
    var changed = new TreeMap<>(byMember);
    changed.put(message.signer(), List.copyOf(more));
    return Optional.of(new EarlyMessages(Collections.unmodifiableMap(changed)));
  }

  /** All, in key order of their signers. */
  public List<SignedMessage> all() {
    return byMember.values().stream().flatMap(List::stream).toList();
  }
}
