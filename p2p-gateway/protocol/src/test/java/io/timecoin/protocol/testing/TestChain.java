package io.timecoin.protocol.testing;

import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.block.BlockHeader;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.Microblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.block.Seal;
import io.timecoin.protocol.block.SealInputs;
import io.timecoin.protocol.block.SealRule;
import io.timecoin.protocol.chain.ChainState;
import io.timecoin.protocol.chain.ChainTip;
import io.timecoin.protocol.chain.ChainVerdict;
import io.timecoin.protocol.chain.ChainVerifier;
import io.timecoin.protocol.client.PaymentBuilder;
import io.timecoin.protocol.client.PaymentException;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.committee.SignedBytes;
import io.timecoin.protocol.committee.Tier;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Signature;
import io.timecoin.protocol.network.DevnetGenesis;
import io.timecoin.protocol.network.DevnetGenesis.Allocation;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.network.GenesisException;
import io.timecoin.protocol.network.GenesisMember;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A devnet in memory with real keys: makes valid, certified microblocks and follows them with a
 * {@link ChainVerifier}. Everything is the same in every run. To make something invalid, take the
 * parts ({@link #microblock}, {@link #certify}) and change them; only {@link #append} and {@link
 * #extend} move the chain on.
 */
public final class TestChain {
  /** Unix seconds. */
  public static final long GENESIS_TIME = 1_764_547_200;

  public static final int INTERVAL_SECONDS = 20;
  public static final long BASE_REWARD = DevnetGenesis.DEFAULT_BASE_REWARD;

  /** Wallets with coins from the start. */
  public static final int WALLETS = 10;

  /** Satoshi that each wallet has from the start, in one output. */
  public static final long ALLOCATION = 1_000 * 100_000_000L;

  private final List<KeyPair> wallets;
  private final Map<PublicKey, KeyPair> memberKeys;
  private final GenesisDocument genesis;
  private final Hash256 genesisHash;
  private final ChainVerifier verifier;
  private final List<CertifiedMicroblock> microblocks = new ArrayList<>();

  private TestChain(List<Tier> tiers) {
    wallets = IntStream.range(0, WALLETS).mapToObj(ChainKeys::wallet).toList();
    memberKeys = new HashMap<>();
    var members = new ArrayList<GenesisMember>();
    for (int i = 0; i < tiers.size(); i++) {
      KeyPair key = ChainKeys.member(i);
      memberKeys.put(key.publicKey(), key);
      members.add(
          new GenesisMember(
              tiers.get(i),
              key.publicKey(),
              address(ChainKeys.owner(i)).toString(),
              address(ChainKeys.reward(i)).toString(),
              "127.0.0.1:" + (Network.DEVNET.p2pPort() + 10 * i)));
    }
    List<Allocation> allocations =
        wallets.stream().map(key -> new Allocation(address(key), ALLOCATION)).toList();
    try {
      genesis =
          DevnetGenesis.create(
              "devnet-test", GENESIS_TIME, INTERVAL_SECONDS, BASE_REWARD, allocations, members);
    } catch (GenesisException e) {
      throw new IllegalStateException(e);
    }
    genesisHash = genesis.hash();
    verifier = new ChainVerifier(genesis);
  }

  /** A devnet of this many Bronze members. */
  public static TestChain ofMembers(int members) {
    return new TestChain(IntStream.range(0, members).mapToObj(_ -> Tier.BRONZE).toList());
  }

  /** A devnet with one member per tier given. */
  public static TestChain ofTiers(Tier... tiers) {
    return new TestChain(List.of(tiers));
  }

  /** The address of a key on a devnet. */
  public static Address address(KeyPair key) {
    return Address.of(Network.DEVNET, key.publicKey());
  }

  public GenesisDocument genesis() {
    return genesis;
  }

  public Hash256 genesisHash() {
    return genesisHash;
  }

  public Committee committee() {
    return verifier.committee();
  }

  /** The secret key of a committee member. */
  public KeyPair memberKey(PublicKey member) {
    return memberKeys.get(member);
  }

  /** The secret keys of the committee in key order. */
  public List<KeyPair> memberKeys() {
    return committee().members().stream().map(member -> memberKey(member.key())).toList();
  }

  /** One of the wallets with an allocation, 0..{@value #WALLETS}-1. */
  public KeyPair wallet(int index) {
    return wallets.get(index);
  }

  public Address walletAddress(int index) {
    return address(wallet(index));
  }

  public ChainState state() {
    return verifier.state();
  }

  public ChainTip tip() {
    return state().tip();
  }

  /** The microblocks so far in order. */
  public List<CertifiedMicroblock> microblocks() {
    return List.copyOf(microblocks);
  }

  /** What an address can spend now. */
  public List<UnspentOutput> unspentOf(Address address) {
    return state().unspent().stream()
        .filter(unspent -> unspent.output().equals(Output.payTo(address, unspent.output().value())))
        .toList();
  }

  /** A signed payment with the lowest fee, from what the payer can spend now. */
  public Transaction pay(KeyPair from, Address to, long satoshi) {
    return pay(from, unspentOf(address(from)), to, satoshi);
  }

  /** A signed payment with the lowest fee, from these outputs; for chains of unconfirmed ones. */
  public Transaction pay(
      KeyPair from, Collection<UnspentOutput> outputs, Address to, long satoshi) {
    try {
      return new PaymentBuilder(Network.DEVNET, address(from))
          .from(outputs)
          .pay(to, satoshi)
          .build(Math.floorDiv(tip().timeMillis(), 1000L))
          .sign(genesisHash, List.of(from));
    } catch (PaymentException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /**
   * The valid next microblock, proposed by the leader of round 0; carries a seal when the time asks
   * for it. Changes nothing.
   */
  public Microblock microblock(List<Transaction> transactions, long timeMillis) {
    return microblock(transactions, timeMillis, committee().leader(tip().sequence() + 1, 0));
  }

  /** As above, by a proposer of one's choice, who must be a member. */
  public Microblock microblock(
      List<Transaction> transactions, long timeMillis, PublicKey proposer) {
    ChainTip tip = tip();
    SealInputs covered = tip.sealInputs().plus(transactions, feesOf(transactions));
    var timestamp = SealRule.sealTimestamp(genesis, tip.lastBlock().timestamp(), timeMillis);
    Optional<BlockHeader> seal =
        timestamp.isEmpty()
            ? Optional.empty()
            : Optional.of(
                Seal.build(
                        BASE_REWARD,
                        committee(),
                        tip.lastBlock(),
                        covered,
                        tip.sequence() + 1,
                        proposer,
                        timestamp.getAsLong())
                    .header());
    var header =
        MicroblockHeader.of(
            tip.sequence() + 1, tip.digest(), timeMillis, proposer, transactions, seal);
    return new Microblock(header, transactions);
  }

  /** A certificate of round 0 by every member. */
  public Certificate certify(MicroblockHeader header) {
    return certify(header, 0, memberKeys());
  }

  /** A certificate by these members, whether they are a quorum or not. */
  public Certificate certify(MicroblockHeader header, int round, Collection<KeyPair> voters) {
    Hash256 digest = header.digest();
    byte[] message = SignedBytes.of(genesisHash, VoteType.COMMIT, header.sequence(), round, digest);
    var votes = new HashMap<PublicKey, Signature>();
    voters.forEach(voter -> votes.put(voter.publicKey(), voter.sign(message)));
    return Certificate.of(committee(), header.sequence(), round, digest, votes);
  }

  /** A microblock with a certificate by every member. Changes nothing. */
  public CertifiedMicroblock certified(Microblock microblock) {
    return new CertifiedMicroblock(microblock, certify(microblock.header()));
  }

  /** Makes, certifies and applies the next microblock. */
  public CertifiedMicroblock append(List<Transaction> transactions, long timeMillis) {
    CertifiedMicroblock next = certified(microblock(transactions, timeMillis));
    extend(next);
    return next;
  }

  /** As above, a second after the microblock before. */
  public CertifiedMicroblock append(Transaction... transactions) {
    return append(List.of(transactions), tip().timeMillis() + 1_000);
  }

  /** Makes the empty microblock that seals the running slot, exactly at its end. */
  public CertifiedMicroblock appendSeal() {
    long due = SealRule.of(genesis).nextDueMillis(tip().lastBlock().timestamp());
    return append(List.of(), Math.max(due, tip().timeMillis() + 1));
  }

  /**
   * Applies a microblock made elsewhere.
   *
   * @throws IllegalArgumentException naming what is wrong with it
   */
  public void extend(CertifiedMicroblock next) {
    switch (verifier.accept(next)) {
      case ChainVerdict.Extended _ -> microblocks.add(next);
      case ChainVerdict.Broken broken -> throw new IllegalArgumentException(broken.detail());
    }
  }

  /** Fees by the inputs' values; an input that is nowhere counts 0, the verifier will tell. */
  private long feesOf(List<Transaction> transactions) {
    var created = new HashMap<OutPoint, Long>();
    long fees = 0;
    for (Transaction transaction : transactions) {
      for (var input : transaction.inputs()) {
        Long here = created.get(input.outpoint());
        fees +=
            here != null
                ? here
                : state()
                    .find(input.outpoint())
                    .map(unspent -> unspent.output().value())
                    .orElse(0L);
      }
      for (int i = 0; i < transaction.outputs().size(); i++) {
        long value = transaction.outputs().get(i).value();
        created.put(transaction.outpoint(i), value);
        fees -= value;
      }
    }
    return fees;
  }
}
