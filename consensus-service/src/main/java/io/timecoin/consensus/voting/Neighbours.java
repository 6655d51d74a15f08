package io.timecoin.consensus.voting;

import io.timecoin.consensus.core.Effect;

/** What a voter wants of mempool and gateways. Never blocks; what gets lost is asked for again. */
public interface Neighbours {
  void ask(Effect.AskDraft draft);

  void ask(Effect.AskVerdict verdict);

  void fetch(Effect.FetchProposal proposal);

  void send(Effect.Send messages);

  void announce(Effect.Announce transactions);

  void fetch(Effect.FetchRange range);

  void serve(Effect.ServeDecided decided);

  void tell(Effect.TellStatus status);

  void ask(Effect.AskStatus question);

  void answer(Effect.AnswerStatus status);
}
