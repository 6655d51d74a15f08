package io.timecoin.gateway.peers.hello;

import io.timecoin.gateway.peers.ChainEnd;
import io.timecoin.gateway.peers.HostAndPort;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.ed25519.Ed25519Verifier;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.peer.NodeStatement;
import io.timecoin.protocol.proto.p2p.v1.Hello;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Judges the other end's Hello (PROTOCOL §9), in the order of {@link Refusal}. Thread-safe. */
public final class HelloRules {
  /** What this software speaks. */
  public static final int PROTOCOL_VERSION = 1;

  private static final int MAX_AGENT = 128;
  private static final int MAX_CAPABILITY = 32;
  private static final int MAX_CAPABILITIES = 16;

  private final Network network;
  private final Hash256 genesisHash;
  private final PublicKey own;
  private final Predicate<PublicKey> banned;
  private final Committee committee;
  private final ThreadLocal<Ed25519Verifier> verifiers =
      ThreadLocal.withInitial(Ed25519Verifier::new);

  /**
   * @param own this node's key
   * @param banned whether a node key is banned now
   */
  public HelloRules(
      Network network,
      Hash256 genesisHash,
      Committee committee,
      PublicKey own,
      Predicate<PublicKey> banned) {
    this.network = network;
    this.genesisHash = genesisHash;
    this.committee = committee;
    this.own = own;
    this.banned = banned;
  }

  /** The network's four bytes as they go over the wire. */
  public static byte[] magic(Network network) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(network.magic()).array();
  }

  /**
   * Judges a Hello.
   *
   * @param nodeKey of the certificate
   */
  public HelloVerdict judge(Hello hello, PublicKey nodeKey, Instant now) {
    if (hello.getProtocolVersion() != PROTOCOL_VERSION) {
      return refused(
          Refusal.WRONG_VERSION,
          "protocol version %d meets %d"
              .formatted(Integer.toUnsignedLong(hello.getProtocolVersion()), PROTOCOL_VERSION));
    }
    byte[] magic = hello.getMagic().toByteArray();
    if (!Arrays.equals(magic, magic(network))) {
      return refused(
          Refusal.WRONG_MAGIC, "magic %s is not %s's".formatted(hex(magic), network.label()));
    }
    byte[] genesis = hello.getGenesisHash().toByteArray();
    if (!Arrays.equals(genesis, genesisHash.toByteArray())) {
      return refused(
          Refusal.WRONG_GENESIS, "genesis hash %s meets %s".formatted(hex(genesis), genesisHash));
    }
    byte[] named = hello.getNodeKey().toByteArray();
    if (!Arrays.equals(named, nodeKey.toByteArray())) {
      return refused(
          Refusal.WRONG_NODE_KEY,
          "the Hello names node key %s, the certificate %s".formatted(hex(named), nodeKey));
    }
    if (nodeKey.equals(own)) {
      return refused(Refusal.SELF, "this is the node itself");
    }
    Optional<String> defect = defect(hello);
    if (defect.isPresent()) {
      return refused(Refusal.BAD_HELLO, defect.get());
    }
    return judgeStatement(hello, nodeKey, now);
  }

  private HelloVerdict judgeStatement(Hello hello, PublicKey nodeKey, Instant now) {
    Optional<NodeStatement> statement = Optional.empty();
    if (hello.hasStatement()) {
      try {
        statement = Optional.of(NodeStatement.fromProto(hello.getStatement()));
      } catch (DecodeException e) {
        return refused(Refusal.BAD_STATEMENT, "the statement has a key of a wrong length");
      }
      Optional<HelloVerdict> refused = judge(statement.get(), nodeKey, now);
      if (refused.isPresent()) {
        return refused.get();
      }
    }
    if (banned.test(nodeKey)) {
      return refused(Refusal.BANNED, "node key %s is banned here".formatted(nodeKey));
    }
    return new HelloVerdict.Good(read(hello), statement);
  }

  private Optional<HelloVerdict> judge(NodeStatement statement, PublicKey nodeKey, Instant now) {
    if (!statement.nodeKey().equals(nodeKey)) {
      return Optional.of(
          refused(
              Refusal.BAD_STATEMENT,
              "the statement is for node key %s, not %s".formatted(statement.nodeKey(), nodeKey)));
    }
    if (!statement.isSigned(genesisHash, verifiers.get())) {
      return Optional.of(
          refused(
              Refusal.BAD_STATEMENT,
              "the statement is not signed by consensus key %s for this network"
                  .formatted(statement.consensusKey())));
    }
    if (statement.isExpired(now)) {
      return Optional.of(
          refused(
              Refusal.EXPIRED_STATEMENT,
              "the statement was good until Unix second %d, it is %d here"
                  .formatted(statement.validUntilSeconds(), now.getEpochSecond())));
    }
    if (!committee.contains(statement.consensusKey())) {
      return Optional.of(
          refused(
              Refusal.FOREIGN_MEMBER,
              "consensus key %s is not in the committee".formatted(statement.consensusKey())));
    }
    return Optional.empty();
  }

  private static Optional<String> defect(Hello hello) {
    int digest = hello.getLastDigest().size();
    if (digest != Hash256.SIZE || hello.getLastSequence() < 0) {
      return Optional.of("the last sequence or digest is none");
    }
    if (!hello.getListenAddress().isEmpty()
        && HostAndPort.parse(hello.getListenAddress()).isEmpty()) {
      return Optional.of("the listen address is not host:port");
    }
    if (!isPlain(hello.getAgent(), MAX_AGENT)) {
      return Optional.of("the agent is not %d printable characters".formatted(MAX_AGENT));
    }
    if (hello.getCapabilitiesCount() > MAX_CAPABILITIES
        || !hello.getCapabilitiesList().stream().allMatch(each -> isPlain(each, MAX_CAPABILITY))) {
      return Optional.of("too many or too long capabilities");
    }
    return Optional.empty();
  }

  private static boolean isPlain(String text, int most) {
    return text.length() <= most && text.chars().allMatch(c -> c >= ' ' && c <= '~');
  }

  private static RemoteHello read(Hello hello) {
    return new RemoteHello(
        HostAndPort.parse(hello.getListenAddress()).map(HostAndPort::toString),
        new ChainEnd(hello.getLastSequence(), Hash256.of(hello.getLastDigest().toByteArray())),
        List.copyOf(hello.getCapabilitiesList()),
        hello.getAgent());
  }

  private static String hex(byte[] bytes) {
    return bytes.length > PublicKey.SIZE
        ? bytes.length + " bytes"
        : HexFormat.of().formatHex(bytes);
  }

  private static HelloVerdict refused(Refusal code, String detail) {
    return new HelloVerdict.Refused(code, detail);
  }
}
