package io.timecoin.consensus.core;

import io.timecoin.consensus.core.Instance.RoundTimer;
import io.timecoin.consensus.core.chain.Committees;
import io.timecoin.consensus.core.message.Proposal;
import io.timecoin.consensus.core.message.RoundChange;
import io.timecoin.consensus.core.round.VoteCount;
import io.timecoin.consensus.core.signature.CertificateCheck;
import io.timecoin.consensus.core.signature.MessageSigner;
import io.timecoin.consensus.core.signature.SignatureChecker;
import io.timecoin.consensus.core.signature.SignedQuorumCheck;
import io.timecoin.consensus.core.simulation.Craft;
import io.timecoin.consensus.core.value.ValueRules;
import io.timecoin.consensus.core.value.ValueRules.LeafRule;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.committee.SignedBytes;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Signature;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Mistakes that an implementation of PROTOCOL §6 might make, each in every honest member at once.
 * Some are in the core's rules, some in how a service runs it.
 */
public enum PlantedMistake implements Craft {
  QUORUM_OF_EXACTLY_TWO_THIRDS {
    @Override
    VoteCount votes() {
      return (committee, votes) ->
          MistakenRules.digests(votes).stream()
              .filter(
                  digest ->
                      MistakenRules.weight(committee, votes, digest) * 3
                          >= committee.totalWeight() * 2)
              .findFirst();
    }
  },
  QUORUM_OF_THE_VOTES_RECEIVED {
    @Override
    VoteCount votes() {
      return (committee, votes) ->
          MistakenRules.digests(votes).stream()
              .filter(
                  digest -> {
                    long received = MistakenRules.total(committee, votes);
                    return MistakenRules.weight(committee, votes, digest) * 3 > received * 2;
                  })
              .findFirst();
    }
  },
  UNWEIGHTED_VOTES {
    @Override
    VoteCount votes() {
      return (committee, votes) ->
          MistakenRules.digests(votes).stream()
              .filter(
                  digest ->
                      votes.values().stream().filter(digest::equals).count() * 3
                          > committee.size() * 2L)
              .findFirst();
    }
  },
  VOTES_FOR_ANOTHER_DIGEST_COUNT {
    @Override
    VoteCount votes() {
      return (committee, votes) ->
          MistakenRules.digests(votes).stream()
              .filter(_ -> committee.isQuorum(MistakenRules.total(committee, votes)))
              .findFirst();
    }
  },
  PREPARED_ROUND_UNSIGNED {
    @Override
    public MessageSigner signer(MessageSigner right) {
      return new MessageSigner() {
        @Override
        public PublicKey key() {
          return right.key();
        }

        @Override
        public Signature sign(byte[] message) {
          return right.sign(MistakenRules.withoutPrepared(message));
        }
      };
    }

    @Override
    SignatureChecker checker(SignatureChecker right) {
      return (key, signature, message) ->
          right.valid(key, signature, MistakenRules.withoutPrepared(message));
    }
  },
  PREPARED_VALUE_FORGOTTEN {
    @Override
    List<Rule> rules(List<Rule> right) {
      return MistakenRules.replaced(
          right,
          new MoveOnRule() {
            @Override
            boolean enter(Turn turn, int target) {
              turn.prepared = Optional.empty();
              return super.enter(turn, target);
            }
          });
    }
  },
  NO_TIMER_WITHOUT_OWN_WORK {
    @Override
    List<Rule> rules(List<Rule> right) {
      return MistakenRules.replaced(
          right,
          new MoveOnRule() {
            @Override
            boolean enter(Turn turn, int target) {
              boolean moved = super.enter(turn, target);
              if (!(turn.draft instanceof DraftStatus.Answered) && !turn.sealIsDue()) {
                turn.roundTimer = RoundTimer.EXPIRED;
              }
              return moved;
            }
          });
    }
  },
  LEAVES_A_ROUND_ALONE {
    @Override
    List<Rule> rules(List<Rule> right) {
      return MistakenRules.replaced(
          right,
          new MoveOnRule() {
            @Override
            public boolean apply(Turn turn) {
              int alone = turn.progress.reached(turn.self());
              boolean leaves = turn.decided.isEmpty() && alone > turn.round;
              return leaves ? enter(turn, alone) : super.apply(turn);
            }
          });
    }
  },
  COMMITS_IN_A_ROUND_ALREADY_LEFT {
    @Override
    List<Rule> rules(List<Rule> right) {
      var more = new ArrayList<>(right);
      more.add(MistakenRules::commitInRoundsLeft);
      return more;
    }
  },
  DUPLICATE_ROUND_CHANGES_COUNT {
    @Override
    Justification justification(Environment environment) {
      return new Justification(environment) {
        @Override
        boolean isQuorumFor(Proposal proposal, Committee committee) {
          return MistakenRules.isQuorum(environment, proposal, committee, true);
        }
      };
    }
  },
  ROUND_CHANGES_OF_ANOTHER_ROUND_COUNT {
    @Override
    Justification justification(Environment environment) {
      return new Justification(environment) {
        @Override
        boolean isQuorumFor(Proposal proposal, Committee committee) {
          return MistakenRules.isQuorum(environment, proposal, committee, false);
        }
      };
    }
  },
  PREPARED_CERTIFICATE_UNCHECKED {
    @Override
    Justification justification(Environment environment) {
      return new Justification(environment) {
        @Override
        boolean proves(RoundChange change, Committee committee) {
          return change.prepared().filter(c -> c.round() >= change.round()).isEmpty();
        }
      };
    }
  },
  CERTIFICATE_WITHOUT_BITMAP_CHECK {
    @Override
    CertificateCheck certificates(Hash256 genesisHash, SignatureChecker signatures) {
      return (type, committee, certificate) -> {
        byte[] message =
            SignedBytes.of(
                genesisHash,
                type,
                certificate.sequence(),
                certificate.round(),
                certificate.digest());
        return committee.isQuorum(certificate.weight(committee))
            && certificate.signatures().stream()
                .allMatch(
                    signature ->
                        committee.members().stream()
                            .anyMatch(
                                member -> signatures.valid(member.key(), signature, message)));
      };
    }
  },
  OLD_COMMITTEE_AFTER_A_SEAL {
    @Override
    Committees committees(Committees right) {
      return Committees.unchanged();
    }
  },
  ROOT_OVER_TXIDS {
    @Override
    public LeafRule leaves() {
      return Transaction::txid;
    }
  },
  SPEAKS_BEFORE_DURABLE {
    @Override
    public boolean speaksBeforeDurable() {
      return true;
    }
  },
  RESTARTS_WITHOUT_ITS_LOG {
    @Override
    public boolean readsItsLog() {
      return false;
    }
  },
  LOST_LOG_UNNOTICED {
    @Override
    public boolean noticesALostLog() {
      return false;
    }
  },
  LOST_LOG_FORGOTTEN {
    @Override
    public boolean remembersALostLog() {
      return false;
    }
  },
  JUDGES_AGAINST_AN_OLD_STATE {
    @Override
    public boolean judgesTheNewestState() {
      return false;
    }
  },
  LATE_MESSAGES_UNANSWERED {
    @Override
    public boolean servesOthers() {
      return false;
    }
  },
  ANNOUNCES_NOTHING {
    @Override
    public boolean announces() {
      return false;
    }
  };

  @Override
  public ConsensusMachine machine(
      GenesisDocument genesis,
      MessageSigner signer,
      SignatureChecker signatures,
      Committees committees) {
    var checker = checker(signatures);
    var environment =
        new Environment(
            genesis,
            genesis.hash(),
            signer(signer),
            checker,
            certificates(genesis.hash(), checker),
            votes(),
            committees(committees),
            new ValueRules(genesis, committees(committees), leaves()));
    return new ConsensusMachine(environment, justification(environment), this::rules);
  }

  VoteCount votes() {
    return VoteCount.byWeight();
  }

  SignatureChecker checker(SignatureChecker right) {
    return right;
  }

  CertificateCheck certificates(Hash256 genesisHash, SignatureChecker signatures) {
    return new SignedQuorumCheck(genesisHash, signatures);
  }

  Committees committees(Committees right) {
    return right;
  }

  Justification justification(Environment environment) {
    return new Justification(environment);
  }

  List<Rule> rules(List<Rule> right) {
    return right;
  }
}
