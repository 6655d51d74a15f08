package io.timecoin.e2e;

import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.Microblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.block.Seal;
import io.timecoin.protocol.block.SealInputs;
import io.timecoin.protocol.block.SealRule;
import io.timecoin.protocol.chain.ChainState;
import io.timecoin.protocol.chain.MicroblockRules;
import io.timecoin.protocol.chain.MicroblockVerdict;
import io.timecoin.protocol.chain.StatelessCheck;
import io.timecoin.protocol.client.PaymentBuilder;
import io.timecoin.protocol.client.PaymentException;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.committee.SignedBytes;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Signature;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.proto.chain.v1.MicroblockRecord;
import io.timecoin.protocol.rules.StatelessRules;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A devnet's chain, carried on by a quorum of its keys as fast as one thread can sign: real
 * payments, seals and certificates, which a node must check like any others. Thread-safe.
 */
final class LongChain {
  /** Coins that take turns: each payment costs a thousandth of what it moves. */
  private static final int COINS = 128;

  private static final long COIN = 5_000 * 100_000_000L;
  private static final long PAID = 100_000;

  private final GenesisDocument genesis;
  private final Hash256 genesisHash;
  private final Committee committee;
  private final MicroblockRules rules;
  private final StatelessCheck stateless;
  private final KeyPair payer;
  private final Address stranger = Purse.stranger();
  private final Collection<KeyPair> voters;
  private final ChainState state;
  private final Deque<UnspentOutput> coins = new ArrayDeque<>();
  private final List<MicroblockRecord> records = new ArrayList<>();

  /**
   * The chain so far.
   *
   * @param payer a key with one large coin
   * @param voters keys of a quorum
   */
  LongChain(ChainStream before, KeyPair payer, Collection<KeyPair> voters) {
    this.genesis = before.genesis();
    this.genesisHash = genesis.hash();
    this.committee = genesis.committee();
    this.rules = new MicroblockRules(genesis);
    // They are signed here; whoever syncs checks them.
    this.stateless =
        StatelessCheck.timestampOnly(new StatelessRules(genesis.network(), genesisHash));
    this.payer = payer;
    this.voters = voters;
    this.state = ChainState.ofGenesis(genesis);
    before.microblocks().forEach(this::apply);
  }

  synchronized long lastSequence() {
    return state.tip().sequence();
  }

  synchronized Hash256 lastDigest() {
    return state.tip().digest();
  }

  /** The commitment over its UTXO set now. */
  synchronized Hash256 commitment() {
    return state.commitment().commitment();
  }

  /** From there on, at most so many microblocks and bytes, the first one in any case. */
  synchronized List<MicroblockRecord> range(long first, long last, long mostBytes) {
    List<MicroblockRecord> range = new ArrayList<>();
    long bytes = 0;
    for (long at = first; at >= 1 && at <= Math.min(last, records.size()); at++) {
      MicroblockRecord next = records.get((int) at - 1);
      bytes += next.getSerializedSize();
      if (!range.isEmpty() && bytes > mostBytes) {
        break;
      }
      range.add(next);
    }
    return range;
  }

  /** Decides so many microblocks more, each a millisecond later. */
  synchronized void grow(int microblocks, int paymentsEach) {
    if (coins.isEmpty()) {
      split();
    }
    for (int i = 0; i < microblocks; i++) {
      append(IntStream.range(0, paymentsEach).mapToObj(_ -> nextPayment()).toList());
    }
  }

  private void split() {
    Address own = Address.of(Network.DEVNET, payer.publicKey());
    UnspentOutput large =
        state.unspent().stream()
            .filter(coin -> coin.output().equals(Output.payTo(own, coin.output().value())))
            .max(Comparator.comparing(coin -> coin.output().value()))
            .orElseThrow();
    PaymentBuilder builder = builder(large);
    IntStream.range(0, COINS).forEach(_ -> builder.pay(own, COIN));
    Transaction split = signed(builder);
    append(List.of(split));
    UnspentOutput.createdBy(split, lastSequence(), false).stream()
        .filter(coin -> coin.output().value() == COIN)
        .forEach(coins::add);
  }

  private Transaction nextPayment() {
    UnspentOutput coin = coins.removeFirst();
    Transaction payment = signed(builder(coin).pay(stranger, PAID));
    UnspentOutput.createdBy(payment, lastSequence() + 1, false).stream()
        .filter(output -> output.output().value() != PAID)
        .forEach(coins::addLast);
    return payment;
  }

  private PaymentBuilder builder(UnspentOutput coin) {
    return new PaymentBuilder(Network.DEVNET, Address.of(Network.DEVNET, payer.publicKey()))
        .from(List.of(coin));
  }

  private Transaction signed(PaymentBuilder builder) {
    try {
      return builder
          .build(Math.floorDiv(state.tip().timeMillis(), 1_000L))
          .sign(genesisHash, List.of(payer));
    } catch (PaymentException e) {
      throw new AssertionError(e);
    }
  }

  private void append(List<Transaction> transactions) {
    var tip = state.tip();
    long sequence = tip.sequence() + 1;
    long timeMillis = tip.timeMillis() + 1;
    PublicKey proposer = committee.leader(sequence, 0);
    var header =
        MicroblockHeader.of(
            sequence,
            tip.digest(),
            timeMillis,
            proposer,
            transactions,
            seal(transactions, timeMillis, proposer).map(Seal::header));
    apply(new CertifiedMicroblock(new Microblock(header, transactions), certify(header)));
  }

  private Optional<Seal> seal(List<Transaction> transactions, long timeMillis, PublicKey proposer) {
    var tip = state.tip();
    var due = SealRule.of(genesis).sealTimestamp(tip.lastBlock().timestamp(), timeMillis);
    if (due.isEmpty()) {
      return Optional.empty();
    }
    SealInputs covered = tip.sealInputs().plus(transactions, fees(transactions));
    return Optional.of(
        Seal.build(
            genesis.baseReward(),
            committee,
            tip.lastBlock(),
            covered,
            tip.sequence() + 1,
            proposer,
            due.getAsLong()));
  }

  /** No two of a microblock follow each other: every input is in the state before it. */
  private long fees(List<Transaction> transactions) {
    long fees = 0;
    for (Transaction transaction : transactions) {
      for (var input : transaction.inputs()) {
        fees += state.find(input.outpoint()).orElseThrow().output().value();
      }
      for (var output : transaction.outputs()) {
        fees -= output.value();
      }
    }
    return fees;
  }

  private Certificate certify(MicroblockHeader header) {
    Hash256 digest = header.digest();
    byte[] message = SignedBytes.of(genesisHash, VoteType.COMMIT, header.sequence(), 0, digest);
    Map<PublicKey, Signature> votes = new HashMap<>();
    voters.forEach(voter -> votes.put(voter.publicKey(), voter.sign(message)));
    return Certificate.of(committee, header.sequence(), 0, digest, votes);
  }

  private void apply(CertifiedMicroblock next) {
    switch (rules.judge(
        state.tip(), committee, next.header(), next.transactions(), state, stateless)) {
      case MicroblockVerdict.Valid valid -> state.apply(next.header(), valid);
      case MicroblockVerdict.Invalid invalid -> throw new AssertionError(invalid.toString());
    }
    records.add(next.toProto());
  }
}
