package io.timecoin.consensus.core.chain;

import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.committee.Member;
import io.timecoin.protocol.crypto.PublicKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How fast a committee may change (PROTOCOL §6.4): per block at most a quarter of the total weight
 * enters or leaves, both added up, and the rest waits in order of registration: what does not fit
 * is not overtaken. A change that would leave no member is not applied.
 */
final class CommitteeTurnover {
  private CommitteeTurnover() {}

  static Committee next(Committee deciding, List<MembershipChange> changes) {
    Map<PublicKey, Member> members = new TreeMap<>();
    deciding.members().forEach(member -> members.put(member.key(), member));
    long turnedOver = 0;
    for (MembershipChange change : waiting(deciding, changes)) {
      turnedOver +=
          switch (change) {
            case MembershipChange.Enters(var member) ->
                member.weight() + deciding.weightOf(member.key());
            case MembershipChange.Leaves(var key) -> deciding.weightOf(key);
          };
      if (turnedOver * 4 > deciding.totalWeight()) {
        break;
      }
      switch (change) {
        case MembershipChange.Enters(var member) -> members.put(member.key(), member);
        case MembershipChange.Leaves(var key) -> members.remove(key);
      }
    }
    return members.isEmpty() ? deciding : Committee.of(new ArrayList<>(members.values()));
  }

  /** The last word on each key, as far as it is not in effect yet. */
  private static List<MembershipChange> waiting(
      Committee deciding, List<MembershipChange> changes) {
    Map<PublicKey, MembershipChange> last = new LinkedHashMap<>();
    for (MembershipChange change : changes) {
      last.remove(change.key());
      last.put(change.key(), change);
    }
    return last.values().stream()
        .filter(
            change ->
                switch (change) {
                  case MembershipChange.Enters(var member) ->
                      deciding.weightOf(member.key()) != member.weight();
                  case MembershipChange.Leaves(var key) -> deciding.contains(key);
                })
        .toList();
  }
}
