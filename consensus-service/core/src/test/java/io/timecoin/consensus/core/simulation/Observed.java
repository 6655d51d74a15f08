package io.timecoin.consensus.core.simulation;

import io.timecoin.consensus.core.message.Ballot;
import io.timecoin.consensus.core.message.Proposal;
import io.timecoin.consensus.core.message.RoundChange;
import io.timecoin.consensus.core.message.SignedMessage;
import io.timecoin.consensus.core.message.Timeout;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Signature;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All that was ever said for the sequence being decided, as the traitors know it. */
final class Observed {
  /** Rounds beyond this are somebody's lie. */
  private static final int LIE = 1_000;

  private record Cause(VoteType type, int round, Hash256 digest) {}

  private final Map<Integer, Map<PublicKey, RoundChange>> changes = new HashMap<>();
  private final Map<Hash256, Proposal> proposals = new LinkedHashMap<>();
  private final Map<Cause, Map<PublicKey, Signature>> votes = new HashMap<>();
  private long sequence;
  private int highestRound;

  void add(SignedMessage message) {
    if (message.sequence() > sequence) {
      sequence = message.sequence();
      highestRound = 0;
      changes.clear();
      proposals.clear();
      votes.clear();
    }
    if (message.sequence() < sequence) {
      return;
    }
    if (message.round() < LIE) {
      highestRound = Math.max(highestRound, message.round());
    }
    switch (message) {
      case RoundChange change ->
          changes
              .computeIfAbsent(change.round(), _ -> new TreeMap<>())
              .putIfAbsent(change.signer(), change);
      case Proposal proposal -> proposals.putIfAbsent(proposal.digest(), proposal);
      case Ballot ballot ->
          votes
              .computeIfAbsent(
                  new Cause(ballot.type(), ballot.round(), ballot.digest()), _ -> new TreeMap<>())
              .putIfAbsent(ballot.signer(), ballot.signature());
      case Timeout _ -> {
        // Its round is all that counts.
      }
    }
  }

  int highestRound(long of) {
    return of == sequence ? highestRound : 0;
  }

  /** One per signer. */
  List<RoundChange> changes(long of, int round) {
    return of == sequence ? List.copyOf(changes.getOrDefault(round, Map.of()).values()) : List.of();
  }

  /** In the order in which they were made. */
  List<Proposal> proposals(long of) {
    return of == sequence ? List.copyOf(proposals.values()) : List.of();
  }

  /** Everybody's votes for a digest in a round, as a certificate, whether they suffice or not. */
  Optional<Certificate> votes(
      VoteType type, Committee committee, long of, int round, Hash256 digest) {
    var members = new TreeMap<PublicKey, Signature>();
    votes
        .getOrDefault(new Cause(type, round, digest), Map.of())
        .forEach(
            (signer, signature) -> {
              if (committee.contains(signer)) {
                members.put(signer, signature);
              }
            });
    return members.isEmpty() || of != sequence
        ? Optional.empty()
        : Optional.of(Certificate.of(committee, of, round, digest, members));
  }
}
