package io.timecoin.protocol.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.Microblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.SignedBytes;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Signature;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.network.GenesisException;
import io.timecoin.protocol.transaction.Transaction;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The chain of {@code vectors/protocol.json} as values. */
public final class ProtocolVectors {
  private static final JsonNode ROOT = Vectors.protocol();

  private ProtocolVectors() {}

  /** The node at a JSON pointer. */
  public static JsonNode at(String pointer) {
    JsonNode node = ROOT.at(pointer);
    if (node.isMissingNode()) {
      throw new IllegalArgumentException("the vectors have no " + pointer);
    }
    return node;
  }

  public static String text(String pointer) {
    return at(pointer).asText();
  }

  public static byte[] bytes(String pointer) {
    return HexFormat.of().parseHex(text(pointer));
  }

  /** The genesis document of the vectors' devnet. */
  public static GenesisDocument genesis() {
    try {
      return GenesisDocument.decode(bytes("/genesis_document/document_hex"));
    } catch (GenesisException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The members' secret keys. */
  public static Map<PublicKey, KeyPair> memberKeys() {
    var keys = new HashMap<PublicKey, KeyPair>();
    for (JsonNode member : at("/genesis_document/members")) {
      var key =
          KeyPair.fromSeed(HexFormat.of().parseHex(member.get("consensus_secret_seed").asText()));
      keys.put(key.publicKey(), key);
    }
    return keys;
  }

  /** The payments of microblock 1, signed. */
  public static List<Transaction> payments() {
    return StreamSupport.stream(at("/payments").spliterator(), false)
        .map(payment -> transaction(payment.get("signed_hex").asText()))
        .toList();
  }

  /** Microblock 1 with the vectors' certificate. */
  public static CertifiedMicroblock microblock1() throws DecodeException {
    return new CertifiedMicroblock(
        new Microblock(MicroblockHeader.decode(bytes("/microblock_1/header_hex")), payments()),
        Certificate.decode(bytes("/microblock_1/certificate_hex")));
  }

  /** Microblock 2, empty and sealing, with a certificate by all members. */
  public static CertifiedMicroblock microblock2() throws DecodeException {
    var header = MicroblockHeader.decode(bytes("/block_1/microblock_2_header_hex"));
    GenesisDocument genesis = genesis();
    byte[] message =
        SignedBytes.of(genesis.hash(), VoteType.COMMIT, header.sequence(), 0, header.digest());
    var votes = new HashMap<PublicKey, Signature>();
    memberKeys().forEach((member, key) -> votes.put(member, key.sign(message)));
    return new CertifiedMicroblock(
        new Microblock(header, List.of()),
        Certificate.of(genesis.committee(), header.sequence(), 0, header.digest(), votes));
  }

  private static Transaction transaction(String hex) {
    try {
      return Transaction.decode(HexFormat.of().parseHex(hex));
    } catch (DecodeException e) {
      throw new IllegalStateException(e);
    }
  }
}
