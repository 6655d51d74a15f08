package io.timecoin.gateway.peers.table;

import io.timecoin.gateway.peers.hello.Refusal;
import java.util.Optional;

/** What became of a connection's wish to be a peer. */
public sealed interface Admission<C extends Contender> {
  /**
   * It is one now.
   *
   * @param replaced has lost its place to it and must be closed
   * @param why what to tell the replaced one
   */
  record Admitted<C extends Contender>(Optional<C> replaced, Refusal why) implements Admission<C> {}

  /**
   * It is none.
   *
   * @param incumbent the connection that stays: to be asked whether it is still alive
   */
  record Refused<C extends Contender>(Refusal code, String detail, Optional<C> incumbent)
      implements Admission<C> {}
}
