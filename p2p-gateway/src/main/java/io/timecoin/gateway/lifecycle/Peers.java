package io.timecoin.gateway.lifecycle;

import io.quarkus.runtime.StartupEvent;
import io.timecoin.gateway.config.PeersConfig;
import io.timecoin.gateway.config.PeersSwitch;
import io.timecoin.gateway.health.PeerMetrics;
import io.timecoin.gateway.peers.ChainEnd;
import io.timecoin.gateway.peers.Lane;
import io.timecoin.gateway.peers.LocalNode;
import io.timecoin.gateway.peers.Misbehaviour;
import io.timecoin.gateway.peers.Peer;
import io.timecoin.gateway.peers.PeerListener;
import io.timecoin.gateway.peers.PeerNetwork;
import io.timecoin.gateway.peers.PeerNode;
import io.timecoin.gateway.peers.PeerRequestException;
import io.timecoin.gateway.peers.PeerSettings;
import io.timecoin.gateway.peers.identity.NodeKey;
import io.timecoin.gateway.peers.identity.PeerTls;
import io.timecoin.gateway.tracking.ChainWatch;
import io.timecoin.kit.genesis.Genesis;
import io.timecoin.kit.health.Drainable;
import io.timecoin.kit.health.StartRefusal;
import io.timecoin.kit.kafka.TopicsAtStart;
import io.timecoin.protocol.peer.NodeStatement;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * This gateway's connections, begun when Kafka's topics are prepared (what a peer says has to go
 * somewhere) and ended with a Goodbye at SIGTERM. Where none are configured it is an empty network.
 */
@ApplicationScoped
public class Peers implements PeerNetwork, Drainable {
  private static final long STATEMENT_SECONDS = 60;

  private final PeersSwitch wanted;
  private final PeersConfig config;
  private final Genesis genesis;
  private final ChainWatch chain;
  private final Instance<PeerListener> listeners;
  private final PeerMetrics metrics;
  private final InstantSource clock;
  private final TopicsAtStart topics;
  private final StartRefusal refusal;
  private final String agent;
  private final ScheduledExecutorService statementReader =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("peer-statement").daemon().factory());
  private volatile Optional<PeerNode> node = Optional.empty();

  @Inject
  public Peers(
      PeersSwitch wanted,
      PeersConfig config,
      Genesis genesis,
      ChainWatch chain,
      @Any Instance<PeerListener> listeners,
      PeerMetrics metrics,
      InstantSource clock,
      TopicsAtStart topics,
      StartRefusal refusal,
      @ConfigProperty(name = "quarkus.application.version", defaultValue = "dev") String version) {
    this.wanted = wanted;
    this.config = config;
    this.genesis = genesis;
    this.chain = chain;
    this.listeners = listeners;
    this.metrics = metrics;
    this.clock = clock;
    this.topics = topics;
    this.refusal = refusal;
    this.agent = "TimeCoin/" + version;
  }

  void onStart(@Observes StartupEvent event) {
    if (!wanted.isOn()) {
      return;
    }
    NodeKey key = PeerSetup.nodeKey(config);
    PeerSettings settings = PeerSetup.settings(config, genesis.network(), agent);
    PeerNode made = new PeerNode(self(key), settings, tools(key));
    node = Optional.of(made);
    metrics.watch(made);
    var _ = topics.prepared().thenRun(() -> begin(made));
  }

  private LocalNode self(NodeKey key) {
    return new LocalNode(
        genesis.network(),
        genesis.hash(),
        genesis.committee(),
        key,
        statement(key),
        () -> new ChainEnd(chain.tip().sequence(), chain.tip().digest()));
  }

  private Supplier<Optional<NodeStatement>> statement(NodeKey key) {
    if (config.statementFile().isEmpty()) {
      return Optional::empty;
    }
    var file =
        new StatementFile(
            config.statementFile().get(), genesis.hash(), genesis.committee(), key.publicKey());
    file.read(clock.instant());
    var _ =
        statementReader.scheduleWithFixedDelay(
            () -> file.read(clock.instant()),
            STATEMENT_SECONDS,
            STATEMENT_SECONDS,
            TimeUnit.SECONDS);
    return file;
  }

  private PeerNode.Tools tools(NodeKey key) {
    return new PeerNode.Tools(
        new PeerTls(key, clock.instant()),
        listeners.stream().toList(),
        metrics,
        clock,
        System::nanoTime,
        new SecureRandom());
  }

  private void begin(PeerNode made) {
    try {
      made.start();
    } catch (IOException e) {
      refusal.refuse(e.getMessage() + " (timecoin.peers.listen)");
    }
  }

  /** The node, where one is configured. */
  public Optional<PeerNode> node() {
    return node;
  }

  @Override
  public List<Peer> connected() {
    return node.map(PeerNode::connected).orElse(List.of());
  }

  @Override
  public boolean send(Peer peer, Lane lane, PeerMessage message) {
    return node.filter(one -> one.send(peer, lane, message)).isPresent();
  }

  @Override
  public CompletableFuture<PeerMessage> request(
      Peer peer, PeerMessage question, Duration deadline) {
    return node.map(one -> one.request(peer, question, deadline))
        .orElseGet(
            () ->
                CompletableFuture.failedFuture(
                    new PeerRequestException("this gateway has no peers")));
  }

  @Override
  public void misbehaved(Peer peer, Misbehaviour what, String detail) {
    node.ifPresent(one -> one.misbehaved(peer, what, detail));
  }

  @Override
  public int order() {
    return INTAKE;
  }

  @Override
  public void drain(Duration remaining) {
    statementReader.shutdownNow();
    node.ifPresent(PeerNode::close);
  }
}
