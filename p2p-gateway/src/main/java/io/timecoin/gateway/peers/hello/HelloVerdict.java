package io.timecoin.gateway.peers.hello;

import io.timecoin.protocol.peer.NodeStatement;
import java.util.Optional;

/** What became of a Hello. */
public sealed interface HelloVerdict {
  /** All its fields are good; the statement holds if there is one. */
  record Good(RemoteHello hello, Optional<NodeStatement> statement) implements HelloVerdict {}

  /**
   * It is refused.
   *
   * @param detail one sentence for both operators
   */
  record Refused(Refusal code, String detail) implements HelloVerdict {}
}
