package io.timecoin.protocol.transaction;

import io.timecoin.protocol.codec.Canonical;
import io.timecoin.protocol.codec.CanonicalReader;
import io.timecoin.protocol.codec.CanonicalWriter;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.Sha256;
import java.util.List;
import java.util.OptionalLong;

/**
 * Moves value from outputs of earlier transactions to new ones (PROTOCOL §2.2). Immutable; that one
 * exists says nothing about its validity. Its names and its size are computed once, when it is made
 * or decoded; the encoding is made again when it is asked for, which costs less than keeping it.
 */
public final class Transaction implements Canonical {
  /** Bytes of a transaction without inputs and outputs. */
  public static final int MIN_SIZE = 4 + 8 + 8 + 4 + 8;

  private final int version;
  private final List<Input> inputs;
  private final List<Output> outputs;
  private final int lockTime;
  private final long timestamp;
  private final int size;
  private final Hash256 txid;
  private final Hash256 wtxid;

  /**
   * A transaction of these parts.
   *
   * @param version unsigned 32 bits; only 1 is valid
   * @param lockTime unsigned 32 bits; 0, a height or Unix seconds (PROTOCOL §4.3)
   * @param timestamp Unix seconds
   */
  public Transaction(
      int version, List<Input> inputs, List<Output> outputs, int lockTime, long timestamp) {
    this(new Parts(version, List.copyOf(inputs), List.copyOf(outputs), lockTime, timestamp));
  }

  private Transaction(Parts parts) {
    this(parts, parts.encode());
  }

  private Transaction(Parts parts, byte[] encoded) {
    version = parts.version;
    inputs = parts.inputs;
    outputs = parts.outputs;
    lockTime = parts.lockTime;
    timestamp = parts.timestamp;
    size = encoded.length;
    wtxid = Sha256.hash(encoded);
    txid = parts.isSigned() ? Sha256.hash(parts.withoutSignatures(size).toByteArray()) : wtxid;
  }

  /**
   * Decodes the canonical encoding of one transaction, which is all of {@code bytes}.
   *
   * @throws DecodeException for anything else; nothing larger than the bytes is allocated
   */
  public static Transaction decode(byte[] bytes) throws DecodeException {
    // There is one encoding per value: what decodes would encode to the same bytes.
    return new Transaction(CanonicalReader.decode(bytes, Parts::read), bytes);
  }

  /** Reads a transaction that is part of something larger. */
  public static Transaction read(CanonicalReader reader) throws DecodeException {
    return new Transaction(Parts.read(reader));
  }

  @Override
  public void writeTo(CanonicalWriter writer) {
    parts().writeTo(writer);
  }

  @Override
  public byte[] encode() {
    var writer = new CanonicalWriter(size);
    writeTo(writer);
    return writer.toByteArray();
  }

  public int version() {
    return version;
  }

  public List<Input> inputs() {
    return inputs;
  }

  public List<Output> outputs() {
    return outputs;
  }

  /** Unsigned 32 bits. */
  public int lockTime() {
    return lockTime;
  }

  /** Unix seconds. */
  public long timestamp() {
    return timestamp;
  }

  /** Bytes of the canonical encoding. */
  public int size() {
    return size;
  }

  /** Names what it does: the same for every copy, whatever its signatures (PROTOCOL §2.3). */
  public Hash256 txid() {
    return txid;
  }

  /** Names this copy with its signatures (PROTOCOL §2.3). */
  public Hash256 wtxid() {
    return wtxid;
  }

  /** The sum of all outputs in satoshi; absent if one of them or the sum is above 2^63-1. */
  public OptionalLong outputSum() {
    long sum = 0;
    for (Output output : outputs) {
      // Both at most 2^63-1, so an overflow of their sum is negative.
      sum += output.value();
      if (output.value() < 0 || sum < 0) {
        return OptionalLong.empty();
      }
    }
    return OptionalLong.of(sum);
  }

  /** The outpoint that names output {@code index} of this transaction. */
  public OutPoint outpoint(int index) {
    return new OutPoint(txid, index);
  }

  /** The same transaction with other inputs, for instance signed ones. */
  public Transaction withInputs(List<Input> otherInputs) {
    return new Transaction(version, otherInputs, outputs, lockTime, timestamp);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Transaction that && wtxid.equals(that.wtxid);
  }

  @Override
  public int hashCode() {
    return wtxid.hashCode();
  }

  /** The txid. */
  @Override
  public String toString() {
    return txid.toString();
  }

  private Parts parts() {
    return new Parts(version, inputs, outputs, lockTime, timestamp);
  }

  private record Parts(
      int version, List<Input> inputs, List<Output> outputs, int lockTime, long timestamp)
      implements Canonical {
    static Parts read(CanonicalReader reader) throws DecodeException {
      return new Parts(
          reader.u32(),
          reader.sequence(Input.MIN_SIZE, Input::read),
          reader.sequence(Output.MIN_SIZE, Output::read),
          reader.u32(),
          reader.i64());
    }

    @Override
    public void writeTo(CanonicalWriter writer) {
      writer.u32(version).sequence(inputs).sequence(outputs).u32(lockTime).i64(timestamp);
    }

    boolean isSigned() {
      for (Input input : inputs) {
        if (!input.scriptSig().isEmpty()) {
          return true;
        }
      }
      return false;
    }

    CanonicalWriter withoutSignatures(int expectedSize) {
      var writer = new CanonicalWriter(expectedSize).u32(version).u64(inputs.size());
      for (Input input : inputs) {
        writer.value(input.outpoint()).value(ByteString.EMPTY).u32(input.sequence());
      }
      return writer.sequence(outputs).u32(lockTime).i64(timestamp);
    }
  }
}
