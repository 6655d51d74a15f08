package io.timecoin.protocol.network;

import io.timecoin.protocol.block.BlockHeader;
import io.timecoin.protocol.codec.Canonical;
import io.timecoin.protocol.codec.CanonicalReader;
import io.timecoin.protocol.codec.CanonicalWriter;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.Transaction;
import java.util.List;

/**
 * What all nodes of a network begin with: committee, allocations and interval (PROTOCOL §1.3). Its
 * hash is the network's identity and sequence 0.
 *
 * @param name mainnet, testnet, or devnet with a suffix
 * @param genesisTime Unix seconds; slots count from here (PROTOCOL §7.1)
 * @param intervalSeconds length of a slot
 * @param baseReward satoshi per block before the members' logarithm (PROTOCOL §7.3)
 * @param coinbase the allocations, one output each
 * @param members the first committee, in the document's order
 */
public record GenesisDocument(
    String name,
    long genesisTime,
    int intervalSeconds,
    long baseReward,
    Transaction coinbase,
    List<GenesisMember> members)
    implements Canonical {
  /**
   * Satoshi: 2^63-1 / 64. The reward of n members is base × (1 + ln n) and ln of any count stays
   * below 45, so a block's reward always is in range (PROTOCOL §1.1).
   */
  public static final long MAX_BASE_REWARD = Long.MAX_VALUE / 64;

  /** Bytes; a document of 100 members has about 20,000. */
  public static final int MAX_SIZE = 1 << 20;

  private static final String HASH_TAG = "TIMECOIN-GENESIS-1";

  public GenesisDocument {
    members = List.copyOf(members);
  }

  /**
   * Decodes and validates a document.
   *
   * @throws GenesisException naming the first thing wrong
   */
  public static GenesisDocument decode(byte[] bytes) throws GenesisException {
    if (bytes.length > MAX_SIZE) {
      throw new GenesisException(GenesisError.MALFORMED, bytes.length + " bytes are too many");
    }
    try {
      return CanonicalReader.decode(bytes, GenesisDocument::read).validated();
    } catch (DecodeException e) {
      throw new GenesisException(GenesisError.MALFORMED, e.getMessage());
    }
  }

  /** Reads the form only; {@link #validated} judges the content. */
  static GenesisDocument read(CanonicalReader reader) throws DecodeException {
    return new GenesisDocument(
        reader.string(),
        reader.i64(),
        reader.u32(),
        reader.u64(),
        Transaction.read(reader),
        reader.sequence(GenesisMember.MINIMUM_SIZE, GenesisMember::read));
  }

  /**
   * This document, if a network can begin with it.
   *
   * @throws GenesisException naming the first thing wrong
   */
  public GenesisDocument validated() throws GenesisException {
    GenesisValidation.check(this);
    return this;
  }

  @Override
  public void writeTo(CanonicalWriter writer) {
    writer
        .string(name)
        .i64(genesisTime)
        .u32(intervalSeconds)
        .u64(baseReward)
        .value(coinbase)
        .sequence(members);
  }

  /** The genesis hash: digest of sequence 0, and part of whatever is signed on this network. */
  public Hash256 hash() {
    return new Sha256().tag(HASH_TAG).update(encode()).finish();
  }

  /** The network whose addresses and ports hold; every name that is not public is a devnet. */
  public Network network() {
    return switch (name) {
      case "mainnet" -> Network.MAINNET;
      case "testnet" -> Network.TESTNET;
      default -> Network.DEVNET;
    };
  }

  /** Time of sequence 0 in Unix milliseconds. */
  public long timeMillis() {
    return 1000 * genesisTime;
  }

  /** The block of height 0 (PROTOCOL §2.5). */
  public BlockHeader header() {
    long allocated = coinbase.outputs().stream().mapToLong(Output::value).sum();
    return BlockHeader.genesis(coinbase.txid(), genesisTime, allocated);
  }

  /** Hash of the block of height 0. */
  public Hash256 blockHash() {
    return header().hash();
  }

  /** The committee that decides until the chain names another. */
  public Committee committee() {
    return Committee.ofGenesis(this);
  }
}
