package io.timecoin.consensus.core.simulation;

import io.timecoin.consensus.core.chain.Committees;
import io.timecoin.consensus.core.simulation.Violation.Promise;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.block.SealRule;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.committee.SignedBytes;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import java.util.ArrayList;
import java.util.List;

/**
 * The one chain that all decisions must make, judged without any code of the core: numbers, links,
 * times, roots, seals, committees, certificates, and every transaction against the UTXO set.
 */
final class ReferenceChain {
  private final Roster roster;
  private final SignatureScheme scheme;
  private final Hash256 genesisHash;
  private final List<CertifiedMicroblock> microblocks = new ArrayList<>();
  private final List<StateAfter> states = new ArrayList<>();

  /** Place i decides sequence i + 1. */
  private final List<Committee> deciding = new ArrayList<>();

  private long lastSealTimestamp = Roster.GENESIS_TIME;

  ReferenceChain(Roster roster, SignatureScheme scheme) {
    this.roster = roster;
    this.scheme = scheme;
    this.genesisHash = roster.genesis().hash();
    states.add(StateAfter.genesis(genesisHash));
    deciding.add(roster.genesis().committee());
  }

  List<CertifiedMicroblock> microblocks() {
    return microblocks;
  }

  StateAfter stateAfter(int count) {
    return states.get(Math.min(count, microblocks.size()));
  }

  boolean knows(long sequence) {
    return sequence <= deciding.size();
  }

  Committee committeeOf(long sequence) {
    return deciding.get((int) Math.min(sequence, deciding.size()) - 1);
  }

  Committees committees() {
    return roster.committees();
  }

  void decided(int member, CertifiedMicroblock microblock) {
    checkCertificate(member, microblock);
    int sequence = (int) microblock.header().sequence();
    if (sequence <= microblocks.size()) {
      compare(member, microblocks.get(sequence - 1), microblock);
    } else {
      judge(member, microblock);
      append(microblock);
    }
  }

  private static void compare(int member, CertifiedMicroblock first, CertifiedMicroblock second) {
    if (!first.microblock().equals(second.microblock())) {
      throw new Violation(
          Promise.ONE_VALUE_PER_SEQUENCE,
          "member %d decided %s at sequence %d, another %s"
              .formatted(
                  member,
                  second.header().digest(),
                  second.header().sequence(),
                  first.header().digest()));
    }
  }

  private void judge(int member, CertifiedMicroblock microblock) {
    var header = microblock.header();
    var last = microblocks.isEmpty() ? null : microblocks.getLast().header();
    long lastTime = last == null ? roster.genesis().timeMillis() : last.timeMillis();
    var lastDigest = last == null ? genesisHash : last.digest();
    if (header.sequence() != microblocks.size() + 1
        || !header.previousDigest().equals(lastDigest)
        || header.timeMillis() <= lastTime
        || !committeeOf(header.sequence()).contains(header.proposer())
        || header.transactionCount() != microblock.transactions().size()
        || !header.transactionRoot().equals(MicroblockHeader.rootOf(microblock.transactions()))) {
      throw new Violation(
          Promise.INTACT_CHAIN, "member %d decided what does not follow".formatted(member));
    }
    stateAfter(microblocks.size())
        .defect(microblock.transactions())
        .ifPresent(
            defect -> {
              throw new Violation(
                  Promise.NOTHING_SPENT_TWICE,
                  "member %d, sequence %d: %s".formatted(member, header.sequence(), defect));
            });
    judgeSeal(member, header);
  }

  private void judgeSeal(int member, MicroblockHeader header) {
    var due = SealRule.sealTimestamp(roster.genesis(), lastSealTimestamp, header.timeMillis());
    var next = committees().after(committeeOf(header.sequence()), header.sequence());
    boolean right =
        due.isPresent() == header.seal().isPresent()
            && header
                .seal()
                .filter(
                    seal ->
                        seal.timestamp() != due.getAsLong()
                            || !seal.coverage().orElseThrow().committeeHash().equals(next.hash()))
                .isEmpty();
    if (!right) {
      throw new Violation(
          Promise.INTACT_CHAIN,
          "member %d, sequence %d: seal %s".formatted(member, header.sequence(), header.seal()));
    }
  }

  private void append(CertifiedMicroblock microblock) {
    var header = microblock.header();
    states.add(states.getLast().plus(microblock.microblock()));
    microblocks.add(microblock);
    var committee = deciding.getLast();
    if (header.seal().isPresent()) {
      lastSealTimestamp = header.seal().get().timestamp();
      committee = committees().after(committee, header.sequence());
    }
    deciding.add(committee);
  }

  /** PROTOCOL §6.8, written out once more. */
  private void checkCertificate(int member, CertifiedMicroblock microblock) {
    Certificate certificate = microblock.certificate();
    if (certificate.sequence() != microblock.header().sequence()
        || !certificate.digest().equals(microblock.header().digest())
        || !isSound(certificate)) {
      throw new Violation(
          Promise.SOUND_CERTIFICATES,
          "member %d, sequence %d, round %d"
              .formatted(member, certificate.sequence(), certificate.round()));
    }
  }

  private boolean isSound(Certificate certificate) {
    if (!knows(certificate.sequence()) || certificate.round() < 0) {
      return false;
    }
    var members = committeeOf(certificate.sequence()).members();
    byte[] bits = certificate.bitmap().toByteArray();
    if (bits.length != (members.size() + 7) / 8) {
      return false;
    }
    byte[] message =
        SignedBytes.of(
            genesisHash,
            VoteType.COMMIT,
            certificate.sequence(),
            certificate.round(),
            certificate.digest());
    var checker = scheme.checker();
    long weight = 0;
    long total = 0;
    int used = 0;
    for (int i = 0; i < bits.length * 8; i++) {
      boolean set = (bits[i / 8] >> i % 8 & 1) == 1;
      if (i >= members.size()) {
        if (set) {
          return false;
        }
        continue;
      }
      total += members.get(i).weight();
      if (set) {
        if (used >= certificate.signatures().size()
            || !checker.valid(
                members.get(i).key(), certificate.signatures().get(used++), message)) {
          return false;
        }
        weight += members.get(i).weight();
      }
    }
    return used == certificate.signatures().size() && weight * 3 > total * 2;
  }
}
