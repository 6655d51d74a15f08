package io.timecoin.gateway.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.timecoin.kit.config.Bounds;
import io.timecoin.kit.config.Form;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How this gateway meets those of other operators (PROTOCOL §9). Without {@code listen} and {@code
 * connect} it meets nobody.
 */
@ConfigMapping(prefix = "timecoin.peers")
public interface PeersConfig {
  /** A host's name or IP address, and a port. */
  String ADDRESS = "(\\[[0-9a-fA-F:.]{2,45}]|[A-Za-z0-9._-]{1,253}):\\d{1,5}";

  /** host:port to take connections on; none are taken when absent. */
  @Form(pattern = ADDRESS, is = "host:port")
  Optional<String> listen();

  /** host:port that others are told; what is listened on unless given. */
  @Form(pattern = ADDRESS, is = "host:port")
  Optional<String> advertise();

  /** 64 hexadecimal digits, the seed of this replica's own Ed25519 key. */
  Optional<Path> nodeKeyFile();

  /**
   * One line of hexadecimal digits: "this node key speaks for consensus key C until T", signed by
   * C. Read anew once a minute, so that it can be renewed. A node without it speaks for no member.
   */
  Optional<Path> statementFile();

  /** host:port of each peer that is kept connected. */
  @Form(pattern = ADDRESS, is = "host:port, or several with commas between")
  Optional<List<String>> connect();

  /** Whether addresses are learned from peers and dialled. */
  @WithDefault("true")
  boolean discover();

  /**
   * Whether addnode, disconnectnode, setban, clearbanned and prioritisetransaction are taken by
   * RPC, from whoever reaches it. Unless given: where RPC is served to this machine alone.
   */
  Optional<Boolean> steerByRpc();

  /** Inbound peers that speak for no member; members are always taken. */
  @WithDefault("64")
  @Bounds(least = 0, most = 10_000)
  int maxInbound();

  /** Of those, from one IP address. */
  @WithDefault("16")
  @Bounds(least = 1, most = 10_000)
  int maxInboundPerAddress();

  /** Peers that speak for one member: its gateway's replicas. */
  @WithDefault("4")
  @Bounds(least = 1, most = 100)
  int maxPerMember();

  /** Inbound connections that have not said a good Hello yet. */
  @WithDefault("64")
  @Bounds(least = 1, most = 10_000)
  int maxPending();

  /** Of those, from one IP address. */
  @WithDefault("16")
  @Bounds(least = 1, most = 10_000)
  int maxPendingPerAddress();

  /** Peers found by exchange that are dialled. */
  @WithDefault("8")
  @Bounds(least = 0, most = 1_000)
  int maxOutbound();

  /** Bytes of consensus messages that may wait for one peer; more is dropped. */
  @WithDefault("4M")
  @Bounds(least = 65_536, most = 1_073_741_824)
  MemorySize urgentBytes();

  /** Bytes of transactions and announcements that may wait for one peer. */
  @WithDefault("4M")
  @Bounds(least = 65_536, most = 1_073_741_824)
  MemorySize relayBytes();

  /** Bytes of bodies and ranges that were asked for and may wait for one peer. */
  @WithDefault("16M")
  @Bounds(least = 65_536, most = 1_073_741_824)
  MemorySize bulkBytes();

  /**
   * Bytes of all peers together that may wait for the rest of their frame, or for their turn. Where
   * that does not suffice, the peer that has held some for longest is let go, members last.
   */
  @WithDefault("48M")
  @Bounds(least = 16_777_216, most = 8_589_934_592L)
  MemorySize inboundBytes();

  /** Requests to one peer that may be open at once. */
  @WithDefault("64")
  @Bounds(least = 1, most = 10_000)
  int openRequests();

  /** Percent of the rates per kind of message that a peer may send. */
  @WithDefault("100")
  @Bounds(least = 1, most = 10_000)
  int ratePercent();

  /** A peer that had to be slowed down for so long in sum is flooding. */
  @WithDefault("2s")
  @Bounds(least = 10, most = 600_000)
  Duration patience();

  /** How long the first ban for misdeeds lasts; each further one within a day twice as long. */
  @WithDefault("30m")
  @Bounds(least = 1_000, most = 86_400_000L)
  Duration ban();

  /** A peer is pinged so often. */
  @WithDefault("30s")
  @Bounds(least = 100, most = 600_000)
  Duration ping();

  /** Nothing heard for so long: the connection is dead. */
  @WithDefault("90s")
  @Bounds(least = 300, most = 3_600_000)
  Duration dead();

  /** From a connection's begin to the end of both Hellos. */
  @WithDefault("10s")
  @Bounds(least = 100, most = 60_000)
  Duration helloDeadline();

  /** Nothing of what waits for a peer could be sent for so long: it is let go. */
  @WithDefault("30s")
  @Bounds(least = 100, most = 600_000)
  Duration stallDeadline();

  /** A frame that was begun has come whole within this. */
  @WithDefault("60s")
  @Bounds(least = 100, most = 600_000)
  Duration frameDeadline();

  /** The first pause before a configured peer is dialled again; doubled each time. */
  @WithDefault("500ms")
  @Bounds(least = 10, most = 60_000)
  Duration redial();

  /** The longest such pause. */
  @WithDefault("5s")
  @Bounds(least = 10, most = 600_000)
  Duration redialMost();
}
