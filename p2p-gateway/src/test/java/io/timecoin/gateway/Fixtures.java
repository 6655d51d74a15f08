package io.timecoin.gateway;

import static io.timecoin.protocol.committee.VoteType.COMMIT;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.Microblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.SignedBytes;
import io.timecoin.protocol.committee.Tier;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.network.DevnetGenesis;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.network.GenesisException;
import io.timecoin.protocol.network.GenesisMember;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.ScriptSig;
import io.timecoin.protocol.transaction.SigningMessage;
import io.timecoin.protocol.transaction.Transaction;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A network of one member with one rich key, and what can be made in it. */
public final class Fixtures {
  public static final long GENESIS_TIME = 1_767_225_600;
  public static final KeyPair RICH = KeyPair.fromSeed(seed(1));
  public static final KeyPair MEMBER = KeyPair.fromSeed(seed(2));
  public static final Address RICH_ADDRESS = Address.of(Network.DEVNET, RICH.publicKey());
  public static final GenesisDocument GENESIS = genesis();

  private Fixtures() {}

  private static byte[] seed(int value) {
    byte[] seed = new byte[32];
    seed[0] = (byte) value;
    return seed;
  }

  private static GenesisDocument genesis() {
    String owner = RICH_ADDRESS.toString();
    try {
      return DevnetGenesis.create(
          "devnet-gateway-test",
          GENESIS_TIME,
          List.of(new DevnetGenesis.Allocation(RICH_ADDRESS, 1_000_000_000_000L)),
          List.of(
              new GenesisMember(Tier.BRONZE, MEMBER.publicKey(), owner, owner, "127.0.0.1:24200")));
    } catch (GenesisException e) {
      throw new AssertionError(e);
    }
  }

  /** A signed payment; every number makes another one. */
  public static Transaction payment(long number) {
    var outpoint = new OutPoint(GENESIS.coinbase().txid(), 0);
    return signed(
        new Transaction(
            1,
            List.of(Input.unsigned(outpoint)),
            List.of(Output.payTo(RICH_ADDRESS, 100_000 + number)),
            0,
            GENESIS_TIME));
  }

  /** Another copy of the same payment: the same txid with a signature that is wrong. */
  public static Transaction copyWithBadSignature(Transaction payment) {
    Input input = payment.inputs().getFirst();
    byte[] script = input.scriptSig().toByteArray();
    script[script.length - 1] ^= 1;
    return payment.withInputs(
        List.of(input.with(io.timecoin.protocol.transaction.ByteString.of(script))));
  }

  private static Transaction signed(Transaction unsigned) {
    byte[] message = SigningMessage.of(GENESIS.hash(), unsigned.txid(), 0);
    var script = new ScriptSig(RICH.publicKey(), RICH.sign(message)).encoded();
    return unsigned.withInputs(List.of(unsigned.inputs().getFirst().with(script)));
  }

  /** A microblock with a certificate that proves it. */
  public static CertifiedMicroblock microblock(
      long sequence, Hash256 previous, List<Transaction> transactions) {
    return certified(header(sequence, previous, transactions), transactions, MEMBER);
  }

  public static MicroblockHeader header(
      long sequence, Hash256 previous, List<Transaction> transactions) {
    return MicroblockHeader.of(
        sequence,
        previous,
        GENESIS_TIME * 1_000 + sequence,
        MEMBER.publicKey(),
        transactions,
        Optional.empty());
  }

  /** As {@link #microblock}, signed by whomever. */
  public static CertifiedMicroblock certified(
      MicroblockHeader header, List<Transaction> transactions, KeyPair signer) {
    byte[] signed = SignedBytes.of(GENESIS.hash(), COMMIT, header.sequence(), 0, header.digest());
    return new CertifiedMicroblock(
        new Microblock(header, transactions),
        Certificate.of(
            GENESIS.committee(),
            header.sequence(),
            0,
            header.digest(),
            Map.of(MEMBER.publicKey(), signer.sign(signed))));
  }

  /** A transaction as a record has it. */
  public static ByteString raw(Transaction transaction) {
    return ByteString.copyFrom(transaction.encode());
  }

  /** A transaction as a request has it. */
  public static String hex(Transaction transaction) {
    return HexFormat.of().formatHex(transaction.encode());
  }

  public static ByteString bytes(Hash256 hash) {
    return ByteString.copyFrom(hash.toByteArray());
  }
}
