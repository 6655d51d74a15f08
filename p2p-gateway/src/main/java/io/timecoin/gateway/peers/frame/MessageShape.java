package io.timecoin.gateway.peers.frame;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import io.timecoin.gateway.peers.Misbehaviour;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.p2p.v1.Microblocks;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import io.timecoin.protocol.rules.Limits;
import java.io.IOException;
import java.util.List;

/** What every message must look like, whatever it says: lengths and counts. */
final class MessageShape {
  /**
   * Fields of a message, all nested ones counted. Two bytes of Protobuf may become an object of
   * sixty: without this bound 16 MiB would become half a gigabyte. A full answer of microblocks has
   * some 30,000 transactions.
   */
  private static final int MAX_ELEMENTS = 100_000;

  private static final int MAX_DEPTH = 8;

  /** As many as a microblock has transactions (PROTOCOL §6.2). */
  private static final int MAX_HASHES = 10_000;

  private static final int MAX_CONSENSUS_MESSAGES = 1_000;
  private static final int MAX_MICROBLOCKS = 500;
  private static final int MAX_ADDRESSES = 1_000;
  private static final int MAX_TEXT = 512;
  private static final int MAX_CAPABILITIES = 32;

  private MessageShape() {}

  /** Walks the bytes before anything is made of them. */
  static void countElements(byte[] message) throws FrameException {
    try {
      count(CodedInputStream.newInstance(message), PeerMessage.getDescriptor(), 0, 0);
    } catch (IOException e) {
      throw new FrameException(Misbehaviour.MALFORMED, "not Protobuf");
    }
  }

  private static int count(CodedInputStream in, Descriptor type, int before, int depth)
      throws IOException, FrameException {
    if (depth > MAX_DEPTH) {
      throw new FrameException(Misbehaviour.OVERSIZED, "a message nested too deep");
    }
    int elements = before;
    while (!in.isAtEnd()) {
      int tag = in.readTag();
      elements++;
      if (elements > MAX_ELEMENTS) {
        throw new FrameException(
            Misbehaviour.OVERSIZED, "a message of more than %d fields".formatted(MAX_ELEMENTS));
      }
      FieldDescriptor field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
      int wire = WireFormat.getTagWireType(tag);
      if (wire == WireFormat.WIRETYPE_START_GROUP) {
        throw new FrameException(Misbehaviour.MALFORMED, "a group");
      }
      if (wire == WireFormat.WIRETYPE_LENGTH_DELIMITED
          && field != null
          && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
        int limit = in.pushLimit(in.readRawVarint32());
        elements = count(in, field.getMessageType(), elements, depth + 1);
        in.popLimit(limit);
      } else if (!in.skipField(tag)) {
        throw new FrameException(Misbehaviour.MALFORMED, "not Protobuf");
      }
    }
    return elements;
  }

  /** Checks lengths and counts of the content. */
  static void check(PeerMessage message) throws FrameException {
    switch (message.getContentCase()) {
      case HELLO -> {
        var hello = message.getHello();
        text(hello.getListenAddress());
        text(hello.getAgent());
        atMost(MAX_CAPABILITIES, hello.getCapabilitiesCount(), "capabilities");
        for (String capability : hello.getCapabilitiesList()) {
          text(capability);
        }
      }
      case GOODBYE -> {
        text(message.getGoodbye().getCode());
        text(message.getGoodbye().getDetail());
      }
      case PING -> {
        if (message.getPing().getLastSequence() != 0) {
          hash(message.getPing().getLastDigest());
        }
      }
      case TRANSACTIONS -> {
        atMost(MAX_HASHES, message.getTransactions().getTransactionsCount(), "transactions");
        for (ByteString transaction : message.getTransactions().getTransactionsList()) {
          atMost(Limits.MAX_TRANSACTION_BYTES, transaction.size(), "bytes of a transaction");
        }
      }
      case ANNOUNCEMENT -> hashes(message.getAnnouncement().getWtxidsList());
      case GET_TRANSACTIONS -> hashes(message.getGetTransactions().getWtxidsList());
      case CONSENSUS ->
          atMost(
              MAX_CONSENSUS_MESSAGES,
              message.getConsensus().getMessagesCount(),
              "consensus messages");
      case GET_PROPOSAL -> hash(message.getGetProposal().getDigest());
      case PROPOSAL -> hashes(message.getProposal().getWtxidsList());
      case GET_MICROBLOCKS -> {
        var range = message.getGetMicroblocks();
        if (range.getFirstSequence() < 1 || range.getLastSequence() < range.getFirstSequence()) {
          throw new FrameException(Misbehaviour.MALFORMED, "a range that is none");
        }
      }
      case MICROBLOCKS -> microblocks(message.getMicroblocks());
      case PEERS -> {
        atMost(MAX_ADDRESSES, message.getPeers().getAddressesCount(), "addresses");
        for (String address : message.getPeers().getAddressesList()) {
          text(address);
        }
      }
      case STATUS_ANSWER -> hash(message.getStatusAnswer().getDigest());
      case PONG, GET_PEERS, STATUS_QUESTION, NOT_FOUND -> {}
      case CONTENT_NOT_SET -> {
        if (message.getUnknownFields().asMap().isEmpty()) {
          throw new FrameException(Misbehaviour.MALFORMED, "a message without content");
        }
      }
    }
  }

  private static void microblocks(Microblocks microblocks) throws FrameException {
    if (microblocks.getMicroblocksCount() == 0) {
      throw new FrameException(Misbehaviour.MALFORMED, "no microblock");
    }
    atMost(MAX_MICROBLOCKS, microblocks.getMicroblocksCount(), "microblocks");
  }

  private static void hashes(List<ByteString> hashes) throws FrameException {
    atMost(MAX_HASHES, hashes.size(), "hashes");
    for (ByteString hash : hashes) {
      hash(hash);
    }
  }

  private static void hash(ByteString hash) throws FrameException {
    if (hash.size() != Hash256.SIZE) {
      throw new FrameException(Misbehaviour.MALFORMED, "a hash of %d bytes".formatted(hash.size()));
    }
  }

  private static void text(String text) throws FrameException {
    atMost(MAX_TEXT, text.length(), "characters");
  }

  private static void atMost(int most, int count, String what) throws FrameException {
    if (count > most) {
      throw new FrameException(
          Misbehaviour.OVERSIZED, "%d %s, at most %d".formatted(count, what, most));
    }
  }
}
