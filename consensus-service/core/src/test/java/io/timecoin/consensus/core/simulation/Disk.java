package io.timecoin.consensus.core.simulation;

import io.timecoin.consensus.core.Input;
import io.timecoin.consensus.core.LogEntry;
import io.timecoin.consensus.core.Mode;
import io.timecoin.consensus.core.chain.ChainPosition;
import io.timecoin.consensus.core.message.SignedMessage;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.committee.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a member keeps over a crash: vote log, chain, and mempool's answers with their bodies. */
final class Disk {
  final List<CertifiedMicroblock> chain = new ArrayList<>();
  private final List<LogEntry> log = new ArrayList<>();
  private final List<Input> answers = new ArrayList<>();
  private ChainPosition position;
  private Optional<LogEntry.Observing> observing = Optional.empty();

  /** Of the one instance that may write (the fence of ARCHITECTURE). */
  long epoch;

  Disk(ChainPosition genesis) {
    position = genesis;
  }

  ChainPosition position() {
    return position;
  }

  void append(LogEntry entry) {
    if (entry instanceof LogEntry.Observing newest) {
      // Written again with every epoch record, so that no trimming loses it.
      observing = Optional.of(newest);
    } else {
      log.add(entry);
    }
  }

  /** Longer by one; what was for that sequence is needed no more. */
  void extend(CertifiedMicroblock microblock, ChainPosition after) {
    chain.add(microblock);
    position = after;
    log.removeIf(entry -> sequence(entry) <= after.sequence());
    answers.removeIf(answer -> sequence(answer) <= after.sequence());
  }

  void answered(Input answer) {
    answers.add(answer);
  }

  List<Input> answers() {
    return List.copyOf(answers);
  }

  /** What a take-over begins with (PROTOCOL §6.7): nothing but the log says so. */
  Mode mode() {
    return observing
        .filter(entry -> entry.signsFrom() > position.nextSequence())
        .<Mode>map(entry -> new Mode.Observing(entry.reason(), entry.signsFrom()))
        .orElse(new Mode.Voting());
  }

  void loseLog() {
    log.clear();
    observing = Optional.empty();
  }

  Input.Started started() {
    var messages = new ArrayList<SignedMessage>();
    var prepared = new ArrayList<Certificate>();
    for (LogEntry entry : log) {
      switch (entry) {
        case LogEntry.Spoken(var message) -> messages.add(message);
        case LogEntry.Prepared(var certificate) -> prepared.add(certificate);
        case LogEntry.Decided _, LogEntry.Halted _, LogEntry.Observing _ -> {
          // In the chain; and nobody honest halts here.
        }
      }
    }
    return new Input.Started(messages, prepared);
  }

  private static long sequence(LogEntry entry) {
    return switch (entry) {
      case LogEntry.Spoken(var message) -> message.sequence();
      case LogEntry.Prepared(var certificate) -> certificate.sequence();
      case LogEntry.Decided(var microblock, int _) -> microblock.header().sequence();
      case LogEntry.Halted _, LogEntry.Observing _ -> Long.MAX_VALUE;
    };
  }

  private static long sequence(Input answer) {
    return switch (answer) {
      case Input.DraftAnswered draft -> draft.sequence();
      case Input.VerdictAnswered verdict -> verdict.sequence();
      default -> throw new IllegalArgumentException("no answer of mempool: " + answer);
    };
  }
}
