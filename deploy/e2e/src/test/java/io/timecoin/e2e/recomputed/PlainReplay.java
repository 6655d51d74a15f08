package io.timecoin.e2e.recomputed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Recomputes every block from genesis and the microblocks' transactions alone, and compares each
 * with the seal that the committee has certified.
 */
public final class PlainReplay {
  /** Bytes of a MicroblockHeader before its seal's option tag (PROTOCOL §6.1). */
  private static final int SEAL_TAG = 4 + 8 + 32 + 8 + 32 + 4 + 32;

  private final PlainGenesis genesis;
  private final PlainCoinbase coinbases;
  private final PlainUtxoSet utxos = new PlainUtxoSet();
  private final List<PlainBlock> blocks = new ArrayList<>();
  private final List<String> txids = new ArrayList<>();
  private byte[] lastHash;
  private byte[] lastCommitment;
  private long lastTimestamp;
  private long firstSequence = 1;
  private long nextSequence = 1;
  private long fees;

  public PlainReplay(PlainGenesis genesis) {
    this.genesis = genesis;
    coinbases = new PlainCoinbase(genesis);
    long unused = utxos.apply(genesis.coinbase());
    lastHash = Plain.sha256(genesis.header());
    lastCommitment = utxos.commitment();
    lastTimestamp = genesis.time();
  }

  /** Applies the next microblock; fails when it follows not, or its seal is not the recomputed. */
  public void apply(byte[] header, List<byte[]> transactions) {
    var in = new PlainBytes(header);
    long version = in.u32();
    long sequence = in.u64();
    byte[] unusedPrevious = in.fixed(32);
    long seconds = Math.floorDiv(in.u64(), 1000L);
    String proposer = Plain.hex(in.fixed(32));
    check(version == 1 && sequence == nextSequence, "sequence " + nextSequence + " follows");
    for (byte[] raw : transactions) {
      PlainTransaction transaction = PlainTransaction.parse(raw);
      fees += utxos.apply(transaction);
      txids.add(transaction.txid());
    }
    long slotEnd =
        genesis.time()
            + Math.floorDiv(seconds - genesis.time(), genesis.interval()) * genesis.interval();
    boolean sealed = header[SEAL_TAG] == 1;
    check(sealed == slotEnd > lastTimestamp, "a seal exactly when a slot has ended: " + sequence);
    if (sealed) {
      byte[] expected = seal(slotEnd, sequence, proposer);
      byte[] certified = Arrays.copyOfRange(header, SEAL_TAG + 1, header.length);
      check(
          Arrays.equals(expected, certified),
          "seal of sequence %d is %s, recomputed %s"
              .formatted(sequence, Plain.hex(certified), Plain.hex(expected)));
    }
    nextSequence++;
  }

  private byte[] seal(long timestamp, long sequence, String proposer) {
    long height = blocks.size() + 1L;
    byte[] rawCoinbase = coinbases.transaction(height, timestamp, fees, proposer);
    PlainTransaction coinbase = PlainTransaction.parse(rawCoinbase);
    var leaves = new ArrayList<String>();
    leaves.add(coinbase.txid());
    leaves.addAll(txids);
    byte[] root = PlainMerkle.root(leaves);
    long reward = coinbases.reward() + fees;
    byte[] header =
        Plain.concat(
            Plain.u32(3),
            Plain.u64(height),
            lastHash,
            root,
            Plain.u64(timestamp),
            Plain.u64(reward),
            lastCommitment,
            genesis.committeeHash(),
            Plain.u64(firstSequence),
            Plain.u64(sequence));
    blocks.add(
        new PlainBlock(
            height,
            Plain.hex(Plain.sha256(header)),
            Plain.hex(lastHash),
            Plain.hex(root),
            timestamp,
            reward,
            Plain.hex(lastCommitment),
            Plain.hex(genesis.committeeHash()),
            firstSequence,
            sequence,
            List.copyOf(leaves)));
    long unused = utxos.apply(coinbase);
    lastHash = Plain.sha256(header);
    lastCommitment = utxos.commitment();
    lastTimestamp = timestamp;
    firstSequence = sequence + 1;
    fees = 0;
    txids.clear();
    return header;
  }

  private static void check(boolean holds, String rule) {
    if (!holds) {
      throw new AssertionError(rule);
    }
  }

  /** Hash of the block of height 0, hex. */
  public String genesisHash() {
    return Plain.hex(Plain.sha256(genesis.header()));
  }

  /** All sealed blocks, height 1 first. */
  public List<PlainBlock> blocks() {
    return List.copyOf(blocks);
  }
}
