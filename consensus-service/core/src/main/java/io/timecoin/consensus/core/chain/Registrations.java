package io.timecoin.consensus.core.chain;

import java.util.List;

/** Every membership change that the chain holds. */
@FunctionalInterface
public interface Registrations {
  /** Those final at sequences up to this one, in the order in which they became so. */
  List<MembershipChange> finalUpTo(long sequence);
}
