package io.timecoin.ledger.ingress;

import io.timecoin.kit.health.ServiceState;
import io.timecoin.kit.kafka.AssignedReader;
import io.timecoin.kit.kafka.KafkaSettings;
import io.timecoin.kit.kafka.StartPosition;
import io.timecoin.ledger.chain.Contradiction;
import io.timecoin.ledger.chain.ContradictionCode;
import io.timecoin.ledger.chain.ContradictionException;
import io.timecoin.ledger.chain.LedgerState;
import io.timecoin.ledger.config.LedgerConfig;
import io.timecoin.ledger.health.WriterHealth;
import io.timecoin.ledger.store.DatabaseException;
import io.timecoin.protocol.topics.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * One turn as the writer: genesis, then chain.microblocks from where the database says, until the
 * lease is lost or a contradiction stops it. Each turn has a thread of its own.
 *
 * <p>The stored offset is a hint. If the record there does not follow the ledger's sequence, the
 * topic may have been made anew: it is read once from its start before that counts as a gap.
 */
@ApplicationScoped
public class WritingTurns {
  private static final Logger LOG = Logger.getLogger(WritingTurns.class);
  private static final String ROLE = "ledger-microblocks";
  private static final Duration READER_DEADLINE = Duration.ofMillis(500);

  private final KafkaSettings settings;
  private final ServiceState service;
  private final GenesisWriter genesis;
  private final MicroblockConsumer consumer;
  private final WriterHealth health;
  private final LedgerConfig config;
  private volatile AssignedReader reader;
  private volatile boolean ending;
  private Thread turn;

  @Inject
  public WritingTurns(
      KafkaSettings settings,
      ServiceState service,
      GenesisWriter genesis,
      MicroblockConsumer consumer,
      WriterHealth health,
      LedgerConfig config) {
    this.settings = settings;
    this.service = service;
    this.genesis = genesis;
    this.consumer = consumer;
    this.health = health;
    this.config = config;
  }

  /** Begins to write, at once and without blocking. */
  synchronized void begin() {
    ending = false;
    turn = Thread.ofPlatform().name("ledger-writer").daemon().start(this::run);
  }

  /** Ends the turn; nothing is written after it has returned. */
  synchronized void end() {
    ending = true;
    AssignedReader reading = reader;
    if (reading != null) {
      reading.wakeup();
    }
    try {
      // A reader that is only waiting ends by itself, and cleanly; the database may hold it up.
      if (!turn.join(READER_DEADLINE)) {
        turn.interrupt();
        turn.join(config.databaseDeadline());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    health.standby();
  }

  private void run() {
    try {
      LedgerState state = start();
      consumer.advance(state);
      health.writing();
      boolean complete = state.microblocksOffset() == 0;
      Optional<Contradiction> contradiction = read(startAt(state));
      if (contradiction.isPresent() && isGap(contradiction.get()) && !complete) {
        LOG.warnf("%s; reading the topic from its start", contradiction.get());
        contradiction = read(StartPosition.BEGINNING);
      }
      contradiction.ifPresent(health::halt);
    } catch (ContradictionException e) {
      health.halt(e.contradiction());
    } catch (InterruptedException e) {
      if (!ending) {
        service.broken("the writer was interrupted", e);
      }
    } catch (RuntimeException | Error e) {
      if (!ending) {
        service.broken("the writer failed", e);
      }
    }
  }

  private LedgerState start() throws ContradictionException, InterruptedException {
    while (true) {
      try {
        return genesis.begin();
      } catch (DatabaseException e) {
        health.waiting("PostgreSQL does not answer: " + e.getMessage());
        TimeUnit.NANOSECONDS.sleep(config.databaseRetry().toNanos());
      }
    }
  }

  private static StartPosition startAt(LedgerState state) {
    return state.microblocksOffset() == 0
        ? StartPosition.BEGINNING
        : StartPosition.offset(state.microblocksOffset());
  }

  /** Reads until the turn ends (empty) or something contradicts. */
  private Optional<Contradiction> read(StartPosition start) throws InterruptedException {
    try (var reading = new AssignedReader(settings, ROLE, Map.of(Topic.CHAIN_MICROBLOCKS, start))) {
      reader = reading;
      while (!ending && !health.isHalted()) {
        var records = reading.poll();
        if (!records.isEmpty()) {
          Optional<Contradiction> contradiction = consumer.consume(records);
          if (contradiction.isPresent()) {
            return contradiction;
          }
        }
      }
      return Optional.empty();
    } finally {
      reader = null;
    }
  }

  private static boolean isGap(Contradiction contradiction) {
    return contradiction.code() == ContradictionCode.GAP;
  }
}
