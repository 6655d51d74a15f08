package io.timecoin.gateway.config;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.timecoin.gateway.egress.ConsensusInboundPublisher;
import io.timecoin.gateway.egress.SyncedRangePublisher;
import io.timecoin.gateway.intake.InboundSink;
import io.timecoin.gateway.intake.Intake;
import io.timecoin.gateway.lookup.LedgerReads;
import io.timecoin.gateway.lookup.MempoolReads;
import io.timecoin.gateway.peers.PeerListener;
import io.timecoin.gateway.peers.PeerNetwork;
import io.timecoin.gateway.relay.ConsensusRelay;
import io.timecoin.gateway.relay.ConsensusSender;
import io.timecoin.gateway.relay.FairWork;
import io.timecoin.gateway.relay.KnownMicroblocks;
import io.timecoin.gateway.relay.MempoolBodies;
import io.timecoin.gateway.relay.OrderExecution;
import io.timecoin.gateway.relay.OwnMessages;
import io.timecoin.gateway.relay.PeerRouting;
import io.timecoin.gateway.relay.ProposalFetch;
import io.timecoin.gateway.relay.RecentBodies;
import io.timecoin.gateway.relay.RecentMicroblocks;
import io.timecoin.gateway.relay.RecentProposals;
import io.timecoin.gateway.relay.RelayCounters;
import io.timecoin.gateway.relay.Serving;
import io.timecoin.gateway.relay.StatusRelay;
import io.timecoin.gateway.relay.TransactionFetch;
import io.timecoin.gateway.relay.TransactionIntake;
import io.timecoin.gateway.relay.TransactionSender;
import io.timecoin.gateway.sync.Position;
import io.timecoin.gateway.sync.RangeCheck;
import io.timecoin.gateway.sync.SyncClient;
import io.timecoin.gateway.sync.SyncWriter;
import io.timecoin.gateway.tracking.ChainWatch;
import io.timecoin.gateway.tracking.ProvenCertificates;
import io.timecoin.gateway.tracking.TransactionTracking;
import io.timecoin.kit.genesis.Genesis;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.time.SteadyClock;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Everything between peers and this node's topics, put together; made only where there are peers.
 */
@Singleton
public class PeerRoutes {
  private static final Logger LOG = Logger.getLogger(PeerRoutes.class);

  /** Bytes of transactions that went through lately. */
  private static final long RECENT_BODIES_BYTES = 8 << 20;

  /** Votes of one peer that wait: more than a committee of 100 has to say in a second. */
  private static final int URGENT_JOBS = 512;

  private static final int BULK_JOBS = 64;
  private static final long URGENT_BYTES = 4 << 20;
  private static final long BULK_BYTES = 8 << 20;
  private static final long BYTES_IN_ALL = 16 << 20;
  private static final long TICK_MILLIS = 50;

  private final FairWork urgent;
  private final FairWork bulk;
  private final ExecutorService out =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("sync-out").daemon().factory());
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("peer-ticks").daemon().factory());
  private final ConsensusInboundPublisher consensusInbound;
  private final SyncedRangePublisher syncInbound;
  private final ConsensusSender consensusSender;
  private final OrderExecution orders;
  private final SyncClient sync;
  private final PeerRouting listener;

  @Inject
  public PeerRoutes(
      PeersSwitch peers,
      Instance<PeerNetwork> transport,
      Genesis genesis,
      ChainWatch chain,
      ProvenCertificates certificates,
      Intake intake,
      InboundSink sink,
      TransactionTracking tracking,
      RecentMicroblocks recent,
      MempoolReads mempool,
      LedgerReads ledger,
      KafkaSettings settings,
      RelayCounters counters,
      MeterRegistry registry) {
    PeerNetwork network = new LaterNetwork(peers, transport);
    InstantSource clock = new SteadyClock();
    urgent =
        new FairWork(
            "peer-urgent",
            Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
            URGENT_JOBS,
            URGENT_BYTES,
            BYTES_IN_ALL);
    bulk = new FairWork("peer-bulk", 1, BULK_JOBS, BULK_BYTES, BYTES_IN_ALL);
    consensusInbound = new ConsensusInboundPublisher(settings, counters);
    syncInbound = new SyncedRangePublisher(settings);
    var microblocks = new KnownMicroblocks(recent, ledger);
    var bodies = new RecentBodies(RECENT_BODIES_BYTES);
    var proposals = new RecentProposals();
    var consensusRelay =
        new ConsensusRelay(
            genesis.committee(),
            genesis.hash(),
            network,
            consensusInbound,
            proposals,
            counters,
            clock);
    consensusSender =
        new ConsensusSender(
            network, consensusRelay, new OwnMessages(() -> chain.tip().sequence()), counters);
    var statuses = new StatusRelay(network, consensusInbound, microblocks, counters, clock);
    var transactions = new TransactionSender(network, bodies, counters, clock);
    var transactionIntake =
        new TransactionIntake(
            network, intake, tracking, transactions, bodies, bulk, counters, clock);
    var serving =
        new Serving(network, new MempoolBodies(mempool), bodies, proposals, microblocks, counters);
    sync =
        new SyncClient(
            network,
            () -> new Position(chain.tip().sequence(), chain.tip().digest()),
            new RangeCheck(certificates),
            new SyncWriter(sink, syncInbound, out),
            bulk,
            clock);
    listener =
        new PeerRouting(
            urgent,
            bulk,
            consensusRelay,
            consensusSender,
            statuses,
            transactionIntake,
            serving,
            sync,
            counters);
    orders =
        new OrderExecution(
            transactions,
            transactionIntake.fetch(),
            new ProposalFetch(network, consensusInbound, urgent, counters, clock),
            consensusSender,
            serving,
            statuses,
            sync);
    watch(registry, transactionIntake.fetch());
    var _ =
        ticks.scheduleWithFixedDelay(
            () -> tick(transactionIntake.fetch()), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** A failure must not be the last tick: the scheduler would go on without a word. */
  private void tick(TransactionFetch fetch) {
    try {
      fetch.tick();
      sync.tick();
    } catch (RuntimeException e) {
      LOG.errorf(e, "TC-GW-203: what is due among peers could not be done; tried again");
    }
  }

  private void watch(MeterRegistry registry, TransactionFetch fetch) {
    Gauge.builder("timecoin_gateway_wanted_transactions", fetch, TransactionFetch::size)
        .description("Transactions being fetched from peers")
        .register(registry);
    Gauge.builder("timecoin_gateway_urgent_bytes", urgent, FairWork::bytes)
        .description("Bytes of peers' consensus messages that wait")
        .register(registry);
    Gauge.builder("timecoin_gateway_bulk_bytes", bulk, FairWork::bytes)
        .description("Bytes of peers' other messages that wait")
        .register(registry);
    Gauge.builder("timecoin_gateway_sync_behind", sync, one -> one.progress().behind())
        .description("Final microblocks that others have and this node has not")
        .register(registry);
    FunctionCounter.builder("timecoin_gateway_synced_microblocks", sync, SyncClient::handedOn)
        .description("Microblocks of peers that were handed on")
        .register(registry);
  }

  /** What the network tells of peers goes here. */
  @jakarta.enterprise.inject.Produces
  @Singleton
  PeerListener listener() {
    return listener;
  }

  public OrderExecution orders() {
    return orders;
  }

  public ConsensusSender consensusSender() {
    return consensusSender;
  }

  public SyncClient sync() {
    return sync;
  }

  /** Nothing comes in or goes out any more. */
  @PreDestroy
  void close() {
    ticks.shutdownNow();
    urgent.close();
    bulk.close();
    out.shutdownNow();
    consensusInbound.close();
    syncInbound.close();
  }
}
