package io.timecoin.devnet.poolcost;

import io.timecoin.mempool.pool.AdmissionTime;
import io.timecoin.mempool.pool.Mempool;
import io.timecoin.mempool.pool.PoolLimits;
import io.timecoin.mempool.pool.Submission;
import io.timecoin.mempool.status.Provenance;
import io.timecoin.mempool.utxo.OutPointHash;
import io.timecoin.mempool.utxo.PackedUtxoTable;
import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.crypto.Signature;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.rules.StatefulRules;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.ScriptSig;
import io.timecoin.protocol.transaction.Transaction;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A mempool with so many payments of one input and two outputs, over coins made by hand. Their
 * signatures are empty: the pool never looks at them, the verifiers have.
 */
final class FilledPool {
  private static final long COIN = 100_000_000;
  private static final long LEAST_FEE = 200_000;
  private static final int FEES = 1_000_000;
  private static final long NOW = 1_800_000_000_000L;
  private static final AdmissionTime TIME = new AdmissionTime(1, NOW, NOW);

  private final Random random = new Random(1);
  private final KeyPair owner = KeyPair.fromSeed(new byte[32]);
  private final Address address = Address.of(Network.DEVNET, owner.publicKey());
  private final PackedUtxoTable table = new PackedUtxoTable(OutPointHash.drawn(random), 10_000);
  private final Mempool mempool;
  private long made;
  private long best = COIN / 2;
  private long sequence;

  /**
   * A pool.
   *
   * @param size payments in it
   * @param most that it may hold
   */
  FilledPool(int size, int most) {
    mempool =
        new Mempool(
            PoolLimits.defaults().withSize(most, PoolLimits.defaults().bytes()),
            new StatefulRules(Network.DEVNET),
            table);
    enter(payments(size));
    if (size() != size) {
      throw new IllegalStateException("of %d payments %d are in".formatted(size, size()));
    }
  }

  int size() {
    return mempool.pool().size();
  }

  /** Payments that are in no pool yet, each with a fee of its own among those of the others. */
  List<Transaction> payments(int count) {
    var payments = new ArrayList<Transaction>(count);
    for (int i = 0; i < count; i++) {
      payments.add(payment(LEAST_FEE + random.nextInt(FEES)));
    }
    return payments;
  }

  /** Payments of which each pays more than all before it. */
  List<Transaction> betterPayments(int count) {
    var payments = new ArrayList<Transaction>(count);
    for (int i = 0; i < count; i++) {
      best++;
      payments.add(payment(best));
    }
    return payments;
  }

  private Transaction payment(long fee) {
    var coin =
        new OutPoint(Sha256.hash(ByteBuffer.allocate(Long.BYTES).putLong(made++).array()), 0);
    table.create(new UnspentOutput(coin, Output.payTo(address, COIN), 0, false));
    var signature = new ScriptSig(owner.publicKey(), Signature.of(new byte[Signature.SIZE]));
    long half = (COIN - fee) / 2;
    var payment =
        new Transaction(
            1,
            List.of(new Input(coin, signature.encoded(), 0)),
            List.of(Output.payTo(address, half), Output.payTo(address, COIN - fee - half)),
            0,
            NOW / 1_000);
    // What comes from a verifier has been hashed already, and the hashes are kept.
    if (payment.txid().equals(payment.wtxid())) {
      throw new IllegalStateException("a signature is no part of a txid");
    }
    return payment;
  }

  /** Hands them in. */
  void enter(List<Transaction> payments) {
    for (Transaction payment : payments) {
      mempool.admission().submit(new Submission(payment, Provenance.UNKNOWN), TIME);
    }
    mempool.drain();
  }

  /** Chooses what a proposal contains; how many there are. */
  int draft(int count) {
    return mempool.pool().select(count, Long.MAX_VALUE, _ -> true).size();
  }

  /** Makes them final in one microblock. */
  void settle(List<Transaction> payments) {
    sequence++;
    for (Transaction payment : payments) {
      mempool.settlement().yieldTo(payment, sequence, NOW);
      payment.inputs().forEach(input -> table.spend(input.outpoint(), payment.txid(), sequence));
      mempool.settlement().settle(payment, sequence, NOW);
    }
    payments.forEach(payment -> mempool.admission().release(payment.txid(), TIME));
    mempool.drain();
  }
}
