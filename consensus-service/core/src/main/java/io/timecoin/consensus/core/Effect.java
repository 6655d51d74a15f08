package io.timecoin.consensus.core;

import io.timecoin.consensus.core.message.SignedMessage;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;

/** What a step wants done, in order, once its log entries are durable and not before. */
public sealed interface Effect {

  /** Ask mempool for a draft; replaces every earlier request. */
  record AskDraft(long sequence, Hash256 previousDigest, int round, boolean sealDue)
      implements Effect {}

  /**
   * Ask mempool to judge a value.
   *
   * @param certified it is decided or has a prepared certificate: no clock is looked at (PROTOCOL
   *     §6.2)
   */
  record AskVerdict(
      long sequence,
      Hash256 previousDigest,
      int round,
      MicroblockHeader header,
      List<Hash256> wtxids,
      boolean certified)
      implements Effect {}

  /** Fetch header and list of a digest from one of these members. */
  record FetchProposal(Hash256 digest, List<PublicKey> members) implements Effect {}

  /** Send a member the final microblock of a sequence with its certificate (PROTOCOL §6.8). */
  record ServeDecided(PublicKey member, long sequence) implements Effect {}

  /** Fetch final microblocks from members: others are ahead (PROTOCOL §6.10). */
  record FetchRange(long firstSequence, long lastSequence) implements Effect {}

  /** Tell every member where the final chain ends here: nothing was said for a second. */
  record TellStatus(long sequence, Hash256 digest) implements Effect {}

  /**
   * Ask these members which sequence they are deciding (PROTOCOL §6.7).
   *
   * @param question to be echoed by the answers
   */
  record AskStatus(List<PublicKey> members, long question) implements Effect {}

  /** Answer such a question, with the certificate of this sequence if it is not 0. */
  record AnswerStatus(PublicKey member, long question, long sequence, Hash256 digest)
      implements Effect {}

  /** Set, or set anew, the timer of this kind. */
  record SetTimer(Timer timer, long delayMillis) implements Effect {}

  record CancelTimer(Timer.Kind kind) implements Effect {}

  /**
   * Send to every member: messages that are in the log already, or are never kept there (TIMEOUT).
   */
  record Send(List<SignedMessage> messages) implements Effect {}

  /** Relay to every member what this node would propose (PROTOCOL §6.6). */
  record Announce(List<Transaction> transactions) implements Effect {}

  /** A member has signed two contents for one type, sequence and round (PROTOCOL §6.9). */
  record Evidence(SignedMessage first, SignedMessage second) implements Effect {}

  /** The node's part in voting has changed; a person should know. */
  record ModeChanged(Mode mode) implements Effect {}

  /** An input was dropped: counted, nothing else. */
  record Dropped(DropReason reason) implements Effect {}

  /** A round's timer has expired. */
  record TimedOut(long sequence, int round) implements Effect {}
}
