package io.timecoin.gateway.peers.hello;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.timecoin.gateway.Fixtures;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.peer.NodeStatement;
import io.timecoin.protocol.proto.p2p.v1.Hello;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who is refused, and for which reason first (PROTOCOL §9). */
class HelloRulesTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final PublicKey OWN = key(10).publicKey();
  private static final PublicKey NODE = key(11).publicKey();
  private static final Hash256 GENESIS = Fixtures.GENESIS.hash();

  private final Set<PublicKey> banned = new HashSet<>();
  private final HelloRules rules =
      new HelloRules(Network.DEVNET, GENESIS, Fixtures.GENESIS.committee(), OWN, banned::contains);

  private static KeyPair key(int number) {
    byte[] seed = new byte[32];
    seed[0] = (byte) number;
    return KeyPair.fromSeed(seed);
  }

  private static ByteString bytes(byte[] bytes) {
    return ByteString.copyFrom(bytes);
  }

  private static Hello.Builder good() {
    return Hello.newBuilder()
        .setProtocolVersion(1)
        .setMagic(bytes(HelloRules.magic(Network.DEVNET)))
        .setGenesisHash(bytes(GENESIS.toByteArray()))
        .setNodeKey(bytes(NODE.toByteArray()))
        .setStatement(statement(NODE, Fixtures.MEMBER, GENESIS, NOW.plusSeconds(1)).toProto())
        .setListenAddress("10.0.0.1:24101")
        .setLastSequence(5)
        .setLastDigest(bytes(new byte[32]))
        .addCapabilities("sync")
        .setAgent("TimeCoin/1");
  }

  private static NodeStatement statement(
      PublicKey node, KeyPair member, Hash256 genesis, Instant until) {
    return NodeStatement.sign(genesis, node, member, until);
  }

  private HelloVerdict judge(Hello.Builder hello) {
    return rules.judge(hello.build(), NODE, NOW);
  }

  private void assertRefused(Refusal code, Hello.Builder hello) {
    assertThat(judge(hello))
        .isInstanceOfSatisfying(
            HelloVerdict.Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(code);
              assertThat(refused.detail()).isNotBlank();
            });
  }

  @Test
  void aGoodHelloIsReadWhole() {
    assertThat(judge(good()))
        .isInstanceOfSatisfying(
            HelloVerdict.Good.class,
            hello -> {
              assertThat(hello.hello().listen()).contains("10.0.0.1:24101");
              assertThat(hello.hello().chainEnd().sequence()).isEqualTo(5);
              assertThat(hello.hello().capabilities()).containsExactly("sync");
              assertThat(hello.hello().agent()).isEqualTo("TimeCoin/1");
              assertThat(hello.statement().map(NodeStatement::consensusKey))
                  .contains(Fixtures.MEMBER.publicKey());
            });
    assertThat(judge(good().clearStatement().clearListenAddress()))
        .isInstanceOfSatisfying(
            HelloVerdict.Good.class,
            hello -> {
              assertThat(hello.statement()).isEmpty();
              assertThat(hello.hello().listen()).isEmpty();
            });
  }

  @Test
  void theFirstDefectInTheOrderOfTheCodesIsTheAnswer() {
    // Each defect beside all that come after it.
    List<Consumer<Hello.Builder>> defects =
        List.of(
            hello -> hello.setProtocolVersion(2),
            hello -> hello.setMagic(bytes(HelloRules.magic(Network.MAINNET))),
            hello -> hello.setGenesisHash(bytes(Sha256.hash(new byte[1]).toByteArray())),
            hello -> hello.setNodeKey(bytes(OWN.toByteArray())),
            hello -> hello.setLastDigest(ByteString.EMPTY),
            hello ->
                hello.setStatement(
                    statement(OWN, Fixtures.MEMBER, GENESIS, NOW.plusSeconds(1)).toProto()));
    List<Refusal> codes =
        List.of(
            Refusal.WRONG_VERSION,
            Refusal.WRONG_MAGIC,
            Refusal.WRONG_GENESIS,
            Refusal.WRONG_NODE_KEY,
            Refusal.BAD_HELLO,
            Refusal.BAD_STATEMENT);
    banned.add(NODE);
    for (int first = 0; first < defects.size(); first++) {
      Hello.Builder hello = good();
      defects.subList(first, defects.size()).forEach(defect -> defect.accept(hello));
      assertRefused(codes.get(first), hello);
    }
    assertThat(codes).isSorted();
    assertRefused(Refusal.BANNED, good());
  }

  @Test
  void theNodeItselfIsNoPeer() {
    Hello own = good().setNodeKey(bytes(OWN.toByteArray())).build();

    assertThat(rules.judge(own, OWN, NOW))
        .isInstanceOfSatisfying(
            HelloVerdict.Refused.class,
            refused -> assertThat(refused.code()).isEqualTo(Refusal.SELF));
  }

  @Test
  void aStatementIsRefusedForItsFirstDefect() {
    KeyPair foreign = key(12);
    Hash256 elsewhere = Sha256.hash(new byte[1]);
    Instant past = NOW;
    Instant until = NOW.plusSeconds(1);

    // For another key, and expired, and of nobody in the committee.
    assertRefused(
        Refusal.BAD_STATEMENT,
        good().setStatement(statement(OWN, foreign, GENESIS, past).toProto()));
    // Of another network; or changed after it was signed.
    assertRefused(
        Refusal.BAD_STATEMENT,
        good().setStatement(statement(NODE, Fixtures.MEMBER, elsewhere, until).toProto()));
    assertRefused(
        Refusal.BAD_STATEMENT,
        good()
            .setStatement(
                statement(NODE, Fixtures.MEMBER, GENESIS, past).toProto().toBuilder()
                    .setValidUntil(until.getEpochSecond())));
    assertRefused(
        Refusal.EXPIRED_STATEMENT,
        good().setStatement(statement(NODE, foreign, GENESIS, past).toProto()));
    assertRefused(
        Refusal.FOREIGN_MEMBER,
        good().setStatement(statement(NODE, foreign, GENESIS, until).toProto()));
    assertRefused(
        Refusal.BAD_STATEMENT,
        good()
            .setStatement(
                statement(NODE, Fixtures.MEMBER, GENESIS, until).toProto().toBuilder()
                    .setSignature(ByteString.EMPTY)));
  }

  @Test
  void fieldsOfAWrongFormAreNamed() {
    var hellos = new ArrayList<Hello.Builder>();
    hellos.add(good().setLastDigest(bytes(new byte[31])));
    hellos.add(good().setLastSequence(-1));
    hellos.add(good().setListenAddress("nowhere"));
    hellos.add(good().setListenAddress("10.0.0.1:70000"));
    hellos.add(good().setAgent("a".repeat(129)));
    hellos.add(good().setAgent("line\nbreak"));
    hellos.add(good().addCapabilities("c".repeat(33)));
    Hello.Builder many = good();
    for (int i = 0; i < 16; i++) {
      many.addCapabilities("c" + i);
    }
    hellos.add(many);

    hellos.forEach(hello -> assertRefused(Refusal.BAD_HELLO, hello));
  }

  /**
   * A network starts, and all dial all: one verifier for every connection's thread refused a good
   * statement (BAD_STATEMENT), or never came back.
   */
  @Test
  void hellosThatComeTogetherAreJudgedAsWellAsOneAlone() throws Exception {
    Hello hello = good().build();
    int threads = 4;
    var begin = new CyclicBarrier(threads);
    // Daemons, and not waited for: whoever never comes back must not hold up the tests' end too.
    var pool = Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().factory());
    List<Future<Long>> refused = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      refused.add(
          pool.submit(
              () -> {
                begin.await();
                return IntStream.range(0, 1_000)
                    .filter(_ -> rules.judge(hello, NODE, NOW) instanceof HelloVerdict.Refused)
                    .count();
              }));
    }
    for (Future<Long> each : refused) {
      assertThat(each.get(30, TimeUnit.SECONDS)).isZero();
    }
    pool.shutdownNow();
  }
}
