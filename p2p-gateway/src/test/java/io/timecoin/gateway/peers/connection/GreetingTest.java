package io.timecoin.gateway.peers.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.timecoin.gateway.Fixtures;
import io.timecoin.gateway.peers.ChainEnd;
import io.timecoin.gateway.peers.hello.HelloVerdict;
import io.timecoin.gateway.peers.hello.Refusal;
import io.timecoin.gateway.peers.hello.RemoteHello;
import io.timecoin.gateway.peers.identity.CertificateDefect;
import io.timecoin.gateway.peers.identity.CertificateVerdict;
import io.timecoin.gateway.peers.table.Admission;
import io.timecoin.gateway.peers.table.Contender;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.peer.NodeStatement;
import io.timecoin.protocol.proto.p2p.v1.Announcement;
import io.timecoin.protocol.proto.p2p.v1.Hello;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said and what is learnt, step by step, with a host that answers as it is told. */
class GreetingTest {
  private static final PublicKey KEY = Fixtures.MEMBER.publicKey();
  private static final Certificate[] CHAIN = {};
  private static final Hello OURS = Hello.newBuilder().setAgent("ours").build();
  private static final PeerMessage THEIRS =
      PeerMessage.newBuilder().setHello(Hello.newBuilder().setAgent("theirs")).build();
  private static final NodeStatement STATEMENT =
      NodeStatement.sign(
          Fixtures.GENESIS.hash(), KEY, Fixtures.MEMBER, Instant.ofEpochSecond(1_900_000_000));
  private static final HelloVerdict.Good GOOD =
      new HelloVerdict.Good(
          new RemoteHello(
              Optional.empty(), new ChainEnd(5, Fixtures.GENESIS.hash()), List.of(), "theirs"),
          Optional.of(STATEMENT));

  private record Line(PublicKey nodeKey, boolean outbound, String host) implements Contender {}

  private static final Line SELF = new Line(KEY, true, "here");
  private static final Line OTHER = new Line(KEY, true, "elsewhere");

  private final Host host = new Host();
  private final List<PeerMessage> said = new ArrayList<>();
  private final Greeting<Line> greeting = new Greeting<>(host, SELF, said::add);

  /** Says yes to everything unless told otherwise, and notes what it is asked. */
  private final class Host implements GreetingHost<Line> {
    private final List<Object> asked = new ArrayList<>();
    private CertificateVerdict certificate = new CertificateVerdict.Accepted(KEY);
    private Optional<Refusal> refusal = Optional.empty();
    private HelloVerdict verdict = GOOD;
    private Admission<Line> admission =
        new Admission.Admitted<>(Optional.empty(), Refusal.REPLACED);

    @Override
    public CertificateVerdict judge(Certificate[] chain) {
      asked.add(chain);
      return certificate;
    }

    @Override
    public Optional<Refusal> greet(Line connection) {
      // A host looks the key up: it must be known by now.
      asked.add(entry(connection, greeting.nodeKey()));
      return refusal;
    }

    @Override
    public Hello hello() {
      asked.add("hello");
      return OURS;
    }

    @Override
    public HelloVerdict judge(Hello hello, PublicKey nodeKey) {
      asked.add(entry(hello, nodeKey));
      return verdict;
    }

    @Override
    public Admission<Line> admit(Line connection, HelloVerdict.Good hello) {
      // As above: whether it speaks for a member.
      asked.add(entry(connection, greeting.statement()));
      return admission;
    }
  }

  private static void assertRefused(Admission<Line> answer, Refusal code, String detail) {
    assertThat(answer).isEqualTo(new Admission.Refused<Line>(code, detail, Optional.empty()));
  }

  @Test
  void aGoodCertificateIsGreetedAndAGoodHelloAdmitted() {
    assertThat(greeting.begin(CHAIN)).isEmpty();

    assertThat(said).containsExactly(PeerMessage.newBuilder().setHello(OURS).build());
    assertThat(greeting.nodeKey()).isEqualTo(KEY);
    assertThat(greeting.hello()).isEmpty();

    assertThat(greeting.hear(THEIRS)).isEqualTo(host.admission);

    assertThat(greeting.hello()).contains(GOOD);
    assertThat(greeting.statement()).contains(STATEMENT);
    assertThat(said).hasSize(1);
    assertThat(host.asked)
        .containsExactly(
            CHAIN,
            entry(SELF, KEY),
            "hello",
            entry(THEIRS.getHello(), KEY),
            entry(SELF, Optional.of(STATEMENT)));
  }

  @Test
  void nothingIsSaidToABadCertificate() {
    host.certificate = new CertificateVerdict.Refused(CertificateDefect.EXPIRED, "of yesterday");

    assertRefused(
        greeting.begin(CHAIN).orElseThrow(),
        Refusal.BAD_CERTIFICATE,
        CertificateDefect.EXPIRED + ": of yesterday");
    assertThat(said).isEmpty();
    assertThat(host.asked).containsExactly((Object) CHAIN);
    assertThat(greeting.nodeKey()).isNull();
  }

  @Test
  void nothingIsSaidWhereTheHostGreetsNobodyOfThatKey() {
    host.refusal = Optional.of(Refusal.ALREADY_CONNECTED);

    assertRefused(
        greeting.begin(CHAIN).orElseThrow(), Refusal.ALREADY_CONNECTED, "node key " + KEY);
    assertThat(said).isEmpty();
    assertThat(host.asked).doesNotContain("hello");
    assertThat(greeting.nodeKey()).as("known for the log").isEqualTo(KEY);
  }

  @Test
  void theFirstFrameMustBeAHello() {
    assertThat(greeting.begin(CHAIN)).isEmpty();
    var announcement =
        PeerMessage.newBuilder().setAnnouncement(Announcement.getDefaultInstance()).build();

    assertRefused(greeting.hear(announcement), Refusal.NO_HELLO, "the first frame is announcement");
    assertThat(greeting.hello()).isEmpty();
  }

  @Test
  void aBadHelloIsRefusedByItsReasonAndNothingIsBelievedOfIt() {
    assertThat(greeting.begin(CHAIN)).isEmpty();
    host.verdict = new HelloVerdict.Refused(Refusal.WRONG_MAGIC, "of another network");

    assertRefused(greeting.hear(THEIRS), Refusal.WRONG_MAGIC, "of another network");
    assertThat(greeting.hello()).isEmpty();
    assertThat(greeting.statement()).isEmpty();
  }

  @Test
  void whoIsNotAdmittedLearnsWhyAndWhoStays() {
    assertThat(greeting.begin(CHAIN)).isEmpty();
    host.admission =
        new Admission.Refused<>(Refusal.ALREADY_CONNECTED, "twice", Optional.of(OTHER));

    assertThat(greeting.hear(THEIRS)).isEqualTo(host.admission);
  }
}
