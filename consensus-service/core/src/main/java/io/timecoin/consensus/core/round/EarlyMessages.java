package io.timecoin.consensus.core.round;

import io.timecoin.consensus.core.message.SignedMessage;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.PublicKey;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Messages for the sequence after the one being decided: a node that is one decision behind must
 * not ask for all of them again. Kept is per member what PROTOCOL §6.6 keeps of a sequence whose
 * current round is 0: of TIMEOUT and ROUND_CHANGE the highest round, of the others round 0 and the
 * one highest above; so at most eight. Immutable; signatures have been checked.
 */
public record EarlyMessages(Map<PublicKey, Map<Slot, SignedMessage>> byMember) {
  public static final EarlyMessages NONE = new EarlyMessages(Map.of());

  /** A place for one message. */
  record Slot(VoteType type, boolean above) implements Comparable<Slot> {
    static Slot of(SignedMessage message) {
      boolean highestOnly =
          switch (message.type()) {
            case TIMEOUT, ROUND_CHANGE -> true;
            case PROPOSAL, PREPARE, COMMIT -> message.round() > 0;
          };
      return new Slot(message.type(), highestOnly);
    }

    @Override
    public int compareTo(Slot other) {
      int byType = type.compareTo(other.type);
      return byType != 0 ? byType : Boolean.compare(above, other.above);
    }
  }

  /** With this message; empty if one of a round at least as high is kept in its place. */
  public Optional<EarlyMessages> with(SignedMessage message) {
    var mine = byMember.getOrDefault(message.signer(), Map.of());
    var slot = Slot.of(message);
    var kept = mine.get(slot);
    if (kept != null && kept.round() >= message.round()) {
      return kept.equals(message) ? Optional.of(this) : Optional.empty();
    }
    var more = new TreeMap<>(mine);
    more.put(slot, message);
    var changed = new TreeMap<>(byMember);
    changed.put(message.signer(), Collections.unmodifiableMap(more));
    return Optional.of(new EarlyMessages(Collections.unmodifiableMap(changed)));
  }

  /** The signer's message of the same type and round with other content: evidence. */
  public Optional<SignedMessage> conflicting(SignedMessage message) {
    return Optional.ofNullable(
            byMember.getOrDefault(message.signer(), Map.of()).get(Slot.of(message)))
        .filter(kept -> kept.round() == message.round() && !kept.signsSameAs(message));
  }

  /** All, in key order of their signers, then in the order of their types. */
  public List<SignedMessage> all() {
    return byMember.values().stream().flatMap(kept -> kept.values().stream()).toList();
  }
}
