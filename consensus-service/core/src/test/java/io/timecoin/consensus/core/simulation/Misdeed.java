package io.timecoin.consensus.core.simulation;

import io.timecoin.consensus.core.message.SignedMessage;

/** One way of being Byzantine. A traitor may know several. */
interface Misdeed {

  /** All of them. */
  enum Kind {
    /** Says nothing at all, whatever else it knows. */
    SILENCE,
    /** As leader proposes two values to two halves. */
    EQUIVOCATION,
    /** Votes for everything that anybody proposes or votes for, in every round. */
    DOUBLE_VOTES,
    /** Claims rounds, prepared values and time-outs that are none. */
    ROUND_LIES,
    /** As leader abandons what others have prepared, with stale, thin or altered justification. */
    FORGED_JUSTIFICATION,
    /** As leader proposes what no rule allows. */
    BAD_VALUES,
    /** As leader proposes other signatures of known payments, and spreads yet others. */
    OTHER_COPIES,
    /** Sends bytes that are no messages, and messages that are not its own. */
    GARBAGE,
    /** Serves microblocks with certificates that prove nothing, and lies about where it is. */
    FALSE_ANSWERS,
    /** As leader proposes what nobody can fetch. */
    WITHHELD_BODIES;

    Misdeed misdeed() {
      return switch (this) {
        case SILENCE -> new Misdeed() {};
        case EQUIVOCATION -> new Equivocation();
        case DOUBLE_VOTES -> new DoubleVotes();
        case ROUND_LIES -> new RoundLies();
        case FORGED_JUSTIFICATION -> new ForgedJustification();
        case BAD_VALUES -> new BadValues();
        case OTHER_COPIES -> new OtherCopies();
        case GARBAGE -> new Garbage();
        case FALSE_ANSWERS -> new FalseAnswers();
        case WITHHELD_BODIES -> new WithheldBodies();
      };
    }
  }

  /** Some fraction of a second has passed. */
  default void tick(Puppet puppet) {}

  /** Anybody has said something: a traitor hears all. */
  default void heard(Puppet puppet, SignedMessage message) {}

  /** Whether it knows what to do with a round that it leads. */
  default boolean leads(int round) {
    return false;
  }

  /** The puppet leads a round, and has what it needs to propose. */
  default void lead(Puppet puppet, Leadership leadership) {}

  /** A member without its log asks where the puppet is. */
  default void asked(Puppet puppet, int asker, long question) {}
}
