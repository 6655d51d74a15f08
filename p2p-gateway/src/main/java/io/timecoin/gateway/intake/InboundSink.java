package io.timecoin.gateway.intake;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where transactions go on to the verifiers. */
public interface InboundSink {
  /**
   * Sends transactions of one source on.
   *
   * @return completes when all of them are durable; fails with IntakeUnavailableException, its
   *     reason telling whether they may be durable nevertheless
   */
  CompletableFuture<Void> send(Source source, List<FirstLook.Decoded> transactions);
}
