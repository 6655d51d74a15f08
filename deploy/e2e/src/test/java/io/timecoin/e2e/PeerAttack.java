package io.timecoin.e2e;

import com.github.luben.zstd.Zstd;
import com.google.protobuf.ByteString;
import io.timecoin.gateway.testing.RawPeer;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.proto.chain.v1.MicroblockRecord;
import io.timecoin.protocol.proto.internal.v1.ConsensusMessage;
import io.timecoin.protocol.proto.p2p.v1.Announcement;
import io.timecoin.protocol.proto.p2p.v1.ConsensusMessages;
import io.timecoin.protocol.proto.p2p.v1.GetMicroblocks;
import io.timecoin.protocol.proto.p2p.v1.Microblocks;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import io.timecoin.protocol.proto.p2p.v1.StatusQuestion;
import io.timecoin.protocol.proto.p2p.v1.Transactions;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.Transaction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/** What somebody on a good connection may send that no node sends, and what becomes of it. */
enum PeerAttack {
  GARBAGE(Outcome.BANNED) {
    @Override
    void run(RawPeer peer, Node at, BooleanSupplier over) throws IOException {
      while (!over.getAsBoolean()) {
        peer.send(frame(3, 0, 0xFF, 0xFF));
      }
    }
  },
  LENGTH_OF_FOUR_GIBIBYTES(Outcome.LET_GO) {
    @Override
    void run(RawPeer peer, Node at, BooleanSupplier over) throws IOException {
      peer.send(frame(-1));
    }
  },
  ZIP_BOMB(Outcome.BANNED) {
    @Override
    void run(RawPeer peer, Node at, BooleanSupplier over) throws IOException {
      byte[] bomb = Zstd.compress(new byte[64 << 20], 19);
      byte[] whole =
          ByteBuffer.allocate(5 + bomb.length)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putInt(bomb.length + 1)
              .put((byte) 1)
              .put(bomb)
              .array();
      while (!over.getAsBoolean()) {
        peer.send(whole);
      }
    }
  },
  FALSE_SIGNATURES(Outcome.BANNED) {
    @Override
    void run(RawPeer peer, Node at, BooleanSupplier over) throws IOException {
      var signer = Committee.ofGenesis(at.devnet().genesis()).members().getFirst().key();
      while (!over.getAsBoolean()) {
        var vote =
            ConsensusMessage.newBuilder()
                .setType(VoteType.PREPARE.number())
                .setSequence(at.sequence() + 1)
                .setDigest(random(32))
                .setSigner(ByteString.copyFrom(signer.toByteArray()))
                .setSignature(random(64));
        peer.send(
            PeerMessage.newBuilder()
                .setConsensus(ConsensusMessages.newBuilder().addMessages(vote))
                .build());
      }
    }
  },
  INVALID_TRANSACTIONS(Outcome.BANNED) {
    @Override
    void run(RawPeer peer, Node at, BooleanSupplier over) throws IOException {
      while (!over.getAsBoolean()) {
        peer.send(
            PeerMessage.newBuilder()
                .setTransactions(Transactions.newBuilder().addTransactions(random(200)))
                .build());
      }
    }
  },
  OTHER_SIGNATURES_OF_A_PAYMENT(Outcome.BORNE) {
    @Override
    void run(RawPeer peer, Node at, BooleanSupplier over) throws IOException {
      var purse = at.devnet().purse();
      Transaction payment = purse.pay(purse.coin(), Purse.stranger(), 100_000_000L);
      for (int i = 1; i <= 3; i++) {
        var copy = ByteString.copyFrom(spoilt(payment, i).encode());
        peer.send(
            PeerMessage.newBuilder()
                .setTransactions(Transactions.newBuilder().addTransactions(copy))
                .build());
      }
      at.payments().settle(payment);
    }
  },
  FORGED_MICROBLOCKS(Outcome.BANNED) {
    @Override
    void run(RawPeer peer, Node at, BooleanSupplier over) throws IOException {
      List<MicroblockRecord> records =
          at.topics().values(ChainStream.TOPIC, MicroblockRecord.parser());
      MicroblockRecord model = records.getLast();
      while (!over.getAsBoolean()) {
        long next = at.sequence() + 1;
        var forged = model.toBuilder().setSequence(next).build();
        peer.send(
            PeerMessage.newBuilder()
                .setMicroblocks(Microblocks.newBuilder().addMicroblocks(forged))
                .build());
      }
    }
  },
  STALE_MICROBLOCKS(Outcome.BORNE) {
    @Override
    void run(RawPeer peer, Node at, BooleanSupplier over) throws IOException {
      List<MicroblockRecord> records =
          at.topics().values(ChainStream.TOPIC, MicroblockRecord.parser());
      for (MicroblockRecord record : records.subList(0, Math.min(50, records.size()))) {
        peer.send(
            PeerMessage.newBuilder()
                .setMicroblocks(Microblocks.newBuilder().addMicroblocks(record))
                .build());
      }
    }
  },
  ANNOUNCEMENTS_WITHOUT_DELIVERY(Outcome.BANNED) {
    @Override
    void run(RawPeer peer, Node at, BooleanSupplier over) throws IOException {
      while (!over.getAsBoolean()) {
        var announcement = Announcement.newBuilder();
        for (int i = 0; i < 50; i++) {
          announcement.addWtxids(random(32));
        }
        peer.send(PeerMessage.newBuilder().setAnnouncement(announcement).build());
      }
    }
  },
  FLOOD(Outcome.BANNED) {
    @Override
    void run(RawPeer peer, Node at, BooleanSupplier over) throws IOException {
      var question =
          PeerMessage.newBuilder().setStatusQuestion(StatusQuestion.getDefaultInstance()).build();
      while (!over.getAsBoolean()) {
        for (int i = 0; i < 200; i++) {
          peer.send(question);
        }
      }
    }
  },
  ANSWERS_THAT_NOBODY_READS(Outcome.BORNE) {
    @Override
    void run(RawPeer peer, Node at, BooleanSupplier over) throws IOException {
      for (int i = 1; i <= 200; i++) {
        peer.send(
            PeerMessage.newBuilder()
                .setRequestId(i)
                .setGetMicroblocks(
                    GetMicroblocks.newBuilder().setFirstSequence(1).setLastSequence(500))
                .build());
      }
    }
  };

  /** What an attack comes to. */
  enum Outcome {
    /** Its node key is banned. */
    BANNED,
    /** Its connection is ended. */
    LET_GO,
    /** It goes on and does no harm. */
    BORNE
  }

  private static final Random RANDOM = new Random(5);

  private final Outcome outcome;

  PeerAttack(Outcome outcome) {
    this.outcome = outcome;
  }

  Outcome outcome() {
    return outcome;
  }

  /**
   * Attacks.
   *
   * @param over whether the other end has had enough
   * @throws IOException when the other end closes meanwhile
   */
  abstract void run(RawPeer peer, Node at, BooleanSupplier over) throws IOException;

  /** The same payment, so the same txid, with another signature: of another wtxid, and invalid. */
  private static Transaction spoilt(Transaction payment, int fromEnd) {
    List<Input> inputs = new ArrayList<>(payment.inputs());
    Input first = inputs.removeFirst();
    byte[] script = first.scriptSig().toByteArray();
    script[script.length - fromEnd] ^= 1;
    inputs.addFirst(first.with(io.timecoin.protocol.transaction.ByteString.of(script)));
    return new Transaction(
        payment.version(), inputs, payment.outputs(), payment.lockTime(), payment.timestamp());
  }

  private static byte[] frame(int length, int... body) {
    ByteBuffer frame = ByteBuffer.allocate(4 + body.length).order(ByteOrder.LITTLE_ENDIAN);
    frame.putInt(length);
    for (int each : body) {
      frame.put((byte) each);
    }
    return frame.array();
  }

  private static ByteString random(int bytes) {
    byte[] noise = new byte[bytes];
    RANDOM.nextBytes(noise);
    return ByteString.copyFrom(noise);
  }
}
