package io.timecoin.gateway.relay;

import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.proto.internal.v1.FetchTransactions;
import io.timecoin.protocol.proto.internal.v1.PeerOrder;

/** Does what the other services order of peers on p2p.outbound. Used by one thread. */
public final class OrderExecution {
  private final TransactionSender transactions;
  private final TransactionFetch fetch;
  private final ProposalFetch proposals;
  private final ConsensusSender consensus;
  private final Serving serving;
  private final StatusRelay statuses;
  private final Ranges ranges;

  public OrderExecution(
      TransactionSender transactions,
      TransactionFetch fetch,
      ProposalFetch proposals,
      ConsensusSender consensus,
      Serving serving,
      StatusRelay statuses,
      Ranges ranges) {
    this.transactions = transactions;
    this.fetch = fetch;
    this.proposals = proposals;
    this.consensus = consensus;
    this.serving = serving;
    this.statuses = statuses;
    this.ranges = ranges;
  }

  /**
   * Does it, or begins to.
   *
   * @throws DecodeException if it makes no sense
   */
  public void execute(PeerOrder order) throws DecodeException {
    switch (order.getOrderCase()) {
      case RELAY -> transactions.relay(order.getRelay());
      case FETCH_TRANSACTIONS -> fetch(order.getFetchTransactions());
      case FETCH_PROPOSAL -> proposals.fetch(order.getFetchProposal());
      case FETCH_RANGE ->
          ranges.wanted(
              order.getFetchRange().getFirstSequence(), order.getFetchRange().getLastSequence());
      case SEND ->
          consensus.send(order.getSend().getMessagesList(), order.getSend().getMembersList());
      case SERVE -> serving.serve(order.getServe());
      case STATUS -> statuses.tell(order.getStatus());
      case ASK_STATUS -> statuses.ask(order.getAskStatus());
      case ANSWER_STATUS -> statuses.answer(order.getAnswerStatus());
      case ORDER_NOT_SET -> throw new DecodeException("an order without content");
    }
  }

  private void fetch(FetchTransactions order) throws DecodeException {
    fetch.ordered(Hashes.hashes(order.getWtxidsList()), order.getPeersList());
  }
}
