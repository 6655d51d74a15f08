package io.timecoin.consensus.core;

import io.timecoin.consensus.core.message.SignedMessage;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.block.SealInputs;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;
import java.util.Optional;

/** What can happen to the machine. Nothing of it is believed before the machine has checked it. */
public sealed interface Input {

  /**
   * The first input of a life: what the vote log holds of the sequences the chain has not decided.
   *
   * @param messages own messages of types 1–4, in log order
   * @param prepared own prepared certificates, in log order
   */
  record Started(List<SignedMessage> messages, List<Certificate> prepared) implements Input {
    public Started {
      messages = List.copyOf(messages);
      prepared = List.copyOf(prepared);
    }
  }

  /**
   * Mempool's draft. It answers the request it echoes; without one, it is the bodies of a value
   * that this node proposed before a restart.
   *
   * @param timeMillis mempool's stamp (PROTOCOL §6.2)
   * @param sealInputs up to and including this microblock
   */
  record DraftAnswered(
      long sequence,
      Hash256 previousDigest,
      int round,
      long timeMillis,
      List<Transaction> transactions,
      SealInputs sealInputs)
      implements Input {
    public DraftAnswered {
      transactions = List.copyOf(transactions);
    }
  }

  /** Mempool's judgement of a value against the state (sequence − 1, previousDigest). */
  record VerdictAnswered(long sequence, Hash256 previousDigest, Hash256 digest, Answer answer)
      implements Input {

    /** What it says. */
    public sealed interface Answer {
      /** Valid but for the seal, which is compared here. */
      record Valid(MicroblockHeader header, List<Transaction> transactions, SealInputs sealInputs)
          implements Answer {
        public Valid {
          transactions = List.copyOf(transactions);
        }
      }

      /** A rule of PROTOCOL §6.2 is broken. */
      record Invalid(String reason) implements Answer {}

      /** Something is missing; asked again in a second. */
      record NotYet(String missing) implements Answer {}
    }
  }

  /** A message from a member, or so it says. */
  record MessageReceived(SignedMessage message) implements Input {}

  /** Header and list of a digest that was fetched from another member. */
  record ProposalFetched(MicroblockHeader header, List<Hash256> wtxids) implements Input {
    public ProposalFetched {
      wtxids = List.copyOf(wtxids);
    }
  }

  /** A timer that was set has expired. */
  record TimerFired(Timer timer) implements Input {}

  /** A microblock of chain.microblocks, this node's own or synced. */
  record MicroblockFinal(CertifiedMicroblock microblock) implements Input {}

  /** A microblock with its certificate that another member serves (PROTOCOL §6.8). */
  record MicroblockServed(CertifiedMicroblock microblock) implements Input {}

  /**
   * A member's ping: its last final microblock (PROTOCOL §6.8).
   *
   * @param member whose connection brought it
   */
  record StatusReceived(PublicKey member, long sequence, Hash256 digest) implements Input {}

  /**
   * A member without its log asks where this node is (PROTOCOL §6.7).
   *
   * @param question to be echoed
   */
  record StatusAsked(PublicKey member, long question) implements Input {}

  /**
   * The answer to this node's own question.
   *
   * @param certificate of the microblock; none for sequence 0
   */
  record StatusAnswered(
      PublicKey member,
      long question,
      long sequence,
      Hash256 digest,
      Optional<Certificate> certificate)
      implements Input {}

  /**
   * An observer may sign again from this sequence on: the members asked have said so, or a person
   * has decided (PROTOCOL §6.7).
   */
  record SigningAllowed(long firstSequence) implements Input {}
}
