package io.timecoin.gateway.relay;

import io.timecoin.protocol.proto.p2p.v1.PeerMessage;

/** What a peer's message is about, as figures and limits tell it apart. */
public enum Kind {
  TRANSACTIONS,
  ANNOUNCEMENT,
  GET_TRANSACTIONS,
  CONSENSUS,
  GET_PROPOSAL,
  PROPOSAL,
  GET_MICROBLOCKS,
  MICROBLOCKS,
  STATUS,
  STATUS_QUESTION,
  STATUS_ANSWER,
  OTHER;

  static Kind of(PeerMessage.ContentCase content) {
    return switch (content) {
      case TRANSACTIONS -> TRANSACTIONS;
      case ANNOUNCEMENT -> ANNOUNCEMENT;
      case GET_TRANSACTIONS -> GET_TRANSACTIONS;
      case CONSENSUS -> CONSENSUS;
      case GET_PROPOSAL -> GET_PROPOSAL;
      case PROPOSAL -> PROPOSAL;
      case GET_MICROBLOCKS -> GET_MICROBLOCKS;
      case MICROBLOCKS -> MICROBLOCKS;
      case STATUS_QUESTION -> STATUS_QUESTION;
      case STATUS_ANSWER -> STATUS_ANSWER;
      case PING -> STATUS;
      case HELLO, GOODBYE, PONG, GET_PEERS, PEERS, NOT_FOUND, CONTENT_NOT_SET -> OTHER;
    };
  }
}
