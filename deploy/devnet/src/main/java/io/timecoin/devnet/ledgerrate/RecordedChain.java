package io.timecoin.devnet.ledgerrate;

import io.timecoin.devnet.load.Coin;
import io.timecoin.devnet.load.Fee;
import io.timecoin.devnet.load.Signer;
import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.Microblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.SignedBytes;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Goes on with a chain whose only member is at hand: payments of two inputs and two outputs, each
 * address paying the next one, certified microblock by microblock. All of it is what a masternode
 * would have decided; none of it carries a seal.
 */
final class RecordedChain {
  /** Payments of a microblock. */
  static final int PER_MICROBLOCK = 500;

  private final GenesisDocument genesis;
  private final KeyPair member;
  private final Signer signer;
  private final List<Coin> upcoming;
  private List<Coin> coins;
  private MicroblockHeader last;

  /** Place of the first coin of the address that pays next. */
  private int turn;

  /**
   * Goes on after a microblock.
   *
   * @param coins two of each address, one after the other, all unspent
   */
  RecordedChain(GenesisDocument genesis, KeyPair member, MicroblockHeader last, List<Coin> coins) {
    this.genesis = genesis;
    this.member = member;
    this.signer = new Signer(genesis.hash());
    this.last = last;
    this.coins = List.copyOf(coins);
    this.upcoming = new ArrayList<>(coins);
  }

  MicroblockHeader last() {
    return last;
  }

  /** The next microblock, full. */
  CertifiedMicroblock next() {
    var payments = new ArrayList<Transaction>(PER_MICROBLOCK);
    while (payments.size() < PER_MICROBLOCK) {
      payments.add(payment());
    }
    var header =
        MicroblockHeader.of(
            last.sequence() + 1,
            last.digest(),
            last.timeMillis() + 1,
            member.publicKey(),
            payments,
            Optional.empty());
    last = header;
    return new CertifiedMicroblock(new Microblock(header, payments), certificate(header));
  }

  /** What an address has left of its two coins stays with it, half goes to the next address. */
  private Transaction payment() {
    int paid = (turn + 3) % coins.size();
    Coin first = coins.get(turn);
    Coin second = coins.get(turn + 1);
    long value = first.value() + second.value();
    long amount = (value - Fee.of(value)) / 2;
    KeyPair payee = coins.get(paid).owner();
    Transaction payment =
        signer.pay(
            List.of(first, second),
            List.of(to(first.owner(), amount), to(payee, amount)),
            0,
            last.timeSeconds());
    upcoming.set(turn, new Coin(payment.outpoint(0), amount, first.owner()));
    upcoming.set(paid, new Coin(payment.outpoint(1), amount, payee));
    turn += 2;
    if (turn == coins.size()) {
      turn = 0;
      coins = new ArrayList<>(upcoming);
    }
    return payment;
  }

  private static Output to(KeyPair owner, long satoshi) {
    return Output.payTo(Address.of(Network.DEVNET, owner.publicKey()), satoshi);
  }

  private Certificate certificate(MicroblockHeader header) {
    Hash256 digest = header.digest();
    byte[] message = SignedBytes.of(genesis.hash(), VoteType.COMMIT, header.sequence(), 0, digest);
    return Certificate.of(
        genesis.committee(),
        header.sequence(),
        0,
        digest,
        Map.of(member.publicKey(), member.sign(message)));
  }
}
