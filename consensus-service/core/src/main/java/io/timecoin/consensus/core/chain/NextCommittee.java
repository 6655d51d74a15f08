package io.timecoin.consensus.core.chain;

import io.timecoin.protocol.block.BlockHeader;
import io.timecoin.protocol.committee.Committee;

/**
 * The one place where a seal changes the committee (PROTOCOL §7.5): it decides from the sequence
 * after the seal up to and including the next one. Without registrations (PROTOCOL §8) every
 * committee is the genesis document's.
 */
final class NextCommittee {
  private NextCommittee() {}

  /**
   * The committee that a seal names.
   *
   * @param deciding the committee that has certified the seal
   * @throws IllegalStateException if the seal names another than this node can compute: then this
   *     node does not know who votes and must not go on
   */
  static Committee after(Committee deciding, BlockHeader seal) {
    var named = seal.coverage().orElseThrow().committeeHash();
    if (!named.equals(deciding.hash())) {
      throw new IllegalStateException(
          "the seal of height %d names committee %s, this node knows %s"
              .formatted(seal.height(), named, deciding.hash()));
    }
    return deciding;
  }
}
