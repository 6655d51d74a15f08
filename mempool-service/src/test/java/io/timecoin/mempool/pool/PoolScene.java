package io.timecoin.mempool.pool;

import io.timecoin.mempool.status.Outcome;
import io.timecoin.mempool.status.Provenance;
import io.timecoin.mempool.utxo.OutPointHash;
import io.timecoin.mempool.utxo.PackedUtxoTable;
import io.timecoin.mempool.utxo.UtxoTable;
import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.crypto.Signature;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.proto.internal.v1.Origin;
import io.timecoin.protocol.proto.internal.v1.OriginKind;
import io.timecoin.protocol.rules.RejectCode;
import io.timecoin.protocol.rules.StatefulRules;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.testing.ChainKeys;
import io.timecoin.protocol.transaction.ByteString;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.ScriptSig;
import io.timecoin.protocol.transaction.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A pool over a UTXO set made by hand. Signatures are not real: the pool never looks at them, the
 * keys in them count.
 */
final class PoolScene {
  static final long START = 1_800_000_000_000L;
  static final long COIN = 100_000_000;

  /** Enough for every payment made here. */
  static final long FEE = 200_000;

  final KeyPair owner = ChainKeys.wallet(0);
  final Address address = Address.of(Network.DEVNET, owner.publicKey());
  final UtxoTable table = new PackedUtxoTable(OutPointHash.drawn(new Random(1)), 10_000);
  final Mempool mempool;
  long now = START;
  private long sequence;
  private int made;
  private long changes;

  PoolScene() {
    this(PoolLimits.defaults());
  }

  PoolScene(PoolLimits limits) {
    mempool = new Mempool(limits, new StatefulRules(Network.DEVNET), table);
  }

  /** An unspent output that nothing here has created. */
  OutPoint coin(long value) {
    var txid = Sha256.hash(("coin " + made++).getBytes(StandardCharsets.UTF_8));
    var outpoint = new OutPoint(txid, 0);
    table.create(new UnspentOutput(outpoint, Output.payTo(address, value), 0, false));
    return outpoint;
  }

  /** Spends outpoints to outputs of these values. */
  Transaction spend(List<OutPoint> inputs, long... values) {
    return spend(owner, 0, inputs, values);
  }

  Transaction spend(KeyPair key, int lockTime, List<OutPoint> inputs, long... values) {
    List<Output> outputs = new ArrayList<>();
    for (long value : values) {
      outputs.add(Output.payTo(address, value));
    }
    var signature = new ScriptSig(key.publicKey(), Signature.of(new byte[Signature.SIZE]));
    return new Transaction(
        1,
        inputs.stream().map(input -> new Input(input, signature.encoded(), made)).toList(),
        outputs,
        lockTime,
        START / 1_000);
  }

  /** Spends a whole {@link #COIN} but for {@link #FEE}. */
  Transaction payment(OutPoint coin) {
    return spend(List.of(coin), COIN - FEE);
  }

  /** Payments that each spend the one before, with the same fee. */
  List<Transaction> chainOf(int length) {
    List<Transaction> chain = new ArrayList<>();
    OutPoint tip = coin(COIN);
    long value = COIN;
    for (int i = 0; i < length; i++) {
      value -= FEE;
      Transaction next = spend(List.of(tip), value);
      chain.add(next);
      tip = next.outpoint(0);
    }
    return chain;
  }

  /** Another copy: the same txid with other signatures. */
  static Transaction copyOf(Transaction transaction) {
    return transaction.withInputs(
        transaction.inputs().stream()
            .map(
                input -> {
                  byte[] scriptSig = input.scriptSig().toByteArray();
                  scriptSig[ScriptSig.SIZE - 1] ^= 1;
                  return input.with(ByteString.of(scriptSig));
                })
            .toList());
  }

  static Provenance client() {
    return new Provenance(
        Origin.newBuilder().setKind(OriginKind.ORIGIN_KIND_CLIENT).build(), START, START);
  }

  static Provenance peer(int number) {
    var key = com.google.protobuf.ByteString.copyFrom(new byte[] {(byte) number});
    return new Provenance(
        Origin.newBuilder().setKind(OriginKind.ORIGIN_KIND_PEER).setPeer(key).build(),
        START,
        START);
  }

  AdmissionTime time() {
    return new AdmissionTime(1, now, now);
  }

  /** Hands a transaction in and gives what was decided. */
  List<PoolChange> submit(Transaction transaction) {
    return submit(transaction, client());
  }

  List<PoolChange> submit(Transaction transaction, Provenance provenance) {
    mempool.admission().submit(new Submission(transaction, provenance), time());
    return mempool.drain();
  }

  /** The operator's word, each time another one. */
  void prioritise(Hash256 txid, long satoshi) {
    mempool.prioritise(changes++, txid, satoshi, now);
  }

  /** Makes these final, in one microblock. */
  List<PoolChange> finalise(Transaction... transactions) {
    sequence++;
    for (Transaction transaction : transactions) {
      mempool.settlement().yieldTo(transaction, sequence, now);
      transaction
          .inputs()
          .forEach(input -> table.spend(input.outpoint(), transaction.txid(), sequence));
      UnspentOutput.createdBy(transaction, sequence, false).forEach(table::create);
      mempool.settlement().settle(transaction, sequence, now);
    }
    for (Transaction transaction : transactions) {
      mempool.admission().release(transaction.txid(), time());
    }
    return mempool.drain();
  }

  List<PoolChange> expireAt(long millis) {
    now = millis;
    mempool.expire(millis, _ -> false);
    return mempool.drain();
  }

  static RejectCode code(Outcome outcome) {
    return ((Outcome.Rejected) outcome).refusal().code();
  }

  /** What was told about each wtxid; the last counts. */
  static Map<Hash256, Outcome> outcomes(List<PoolChange> changes) {
    Map<Hash256, Outcome> outcomes = new LinkedHashMap<>();
    for (PoolChange change : changes) {
      switch (change) {
        case PoolChange.Entered(var entry, _) ->
            outcomes.put(entry.wtxid(), new Outcome.Accepted(entry.fee()));
        case PoolChange.Left(var notice) -> outcomes.put(notice.wtxid(), notice.outcome());
        case PoolChange.Told(var notice) -> outcomes.put(notice.wtxid(), notice.outcome());
        case PoolChange.Waited(var notice) -> outcomes.put(notice.wtxid(), notice.outcome());
        case PoolChange.Waits _, PoolChange.SpenderWanted _ -> {
          // Nobody is told.
        }
      }
    }
    return outcomes;
  }

  Outcome outcome(Transaction transaction) {
    return outcomes(submit(transaction)).get(transaction.wtxid());
  }
}
