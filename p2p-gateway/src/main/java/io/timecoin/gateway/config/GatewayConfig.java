package io.timecoin.gateway.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.timecoin.kit.config.Bounds;
import io.timecoin.kit.config.Form;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The gateway's own settings; what all services share is {@code timecoin.*} (NodeConfig). */
@ConfigMapping(prefix = "timecoin.gateway")
public interface GatewayConfig {
  Intake intake();

  Tracking tracking();

  Http http();

  Reads reads();

  Trials trials();

  /** How transactions are taken in. */
  interface Intake {
    /** Threads that decode what clients hand in. */
    @WithDefault("2")
    @Bounds(least = 1, most = 64)
    int threads();

    /**
     * Bytes of requests that wait for these threads or have one; beyond it requests are answered
     * 503 at once. A request counts a quarter of it at most.
     */
    @WithDefault("1M")
    @Bounds(least = 65_536, most = 1_073_741_824)
    MemorySize maxBytesWaiting();

    /**
     * So much is taken in from clients that it comes to its end, final or refused, within this
     * time, going by what did in the last second; what is beyond is answered 503. Set it longer
     * than finality takes when there is little to do: with a shorter one no more is taken in than
     * {@link #leastUnfinished} in the time that finality takes.
     */
    @WithDefault("1s")
    @Bounds(least = 100, most = 3_600_000)
    Duration targetTime();

    /** Clients' transactions that may be unfinished at once, whatever came to its end lately. */
    @WithDefault("2000")
    @Bounds(least = 1, most = 1_000_000)
    int leastUnfinished();

    /** Bytes of requests per second that are taken in beyond. */
    @WithDefault("256K")
    @Bounds(least = 1_024, most = 1_073_741_824)
    MemorySize trickleBytesPerSecond();

    /** Bytes handed to Kafka and not yet acknowledged; beyond it requests are answered 503. */
    @WithDefault("12M")
    @Bounds(least = 1_048_576, most = 1_073_741_824)
    MemorySize maxBytesInFlight();

    /** A batch is sent when it has this many bytes: bounds one record of tx.inbound. */
    @WithDefault("1M")
    @Bounds(least = 1_024, most = 8_000_000)
    MemorySize batchBytes();

    /**
     * A batch is sent at the earliest this long after the one before; after a quiet time at once. A
     * record costs every service behind the gateway something apart from what is in it: longer
     * carries more payments a second, shorter makes each one final sooner.
     */
    @WithDefault("25ms")
    @Bounds(least = 0, most = 1_000)
    Duration batchInterval();

    /** When the oldest unacknowledged batch is older, requests are answered 503 at once. */
    @WithDefault("500ms")
    @Bounds(least = 10, most = 60_000)
    Duration breakerAge();

    /** When the oldest batch that no verifier has read is older, nothing more is taken in. */
    @WithDefault("10m")
    @Bounds(least = 1_000, most = 86_400_000L)
    Duration maxBacklogAge();

    /** How often the backlog is looked at. */
    @WithDefault("1s")
    @Bounds(least = 10, most = 60_000)
    Duration backlogCheck();

    /** The verifiers' consumer group, without prefix. */
    @WithDefault("verifier")
    String verifierGroup();
  }

  /** What is remembered of transactions; older answers come from mempool and ledger. */
  interface Tracking {
    /** At most so many transactions. */
    @WithDefault("120000")
    @Bounds(least = 1, most = 10_000_000)
    int transactions();

    /** Not longer than this after their last change. */
    @WithDefault("1h")
    @Bounds(least = 1_000, most = 86_400_000L)
    Duration age();

    /**
     * After a start tx.status is read from so long before. A refusal stands nowhere else once the
     * mempool has forgotten it: the longer, the longer a refused transaction can be asked about
     * after the gateway was started again, and the longer a start takes.
     */
    @WithDefault("10m")
    @Bounds(least = 1_000, most = 3_600_000L)
    Duration history();

    /** At most so many refusals of bytes that decode to nothing. */
    @WithDefault("10000")
    @Bounds(least = 1, most = 1_000_000)
    int unreadable();

    /** At most so many requests wait for a transaction at once. */
    @WithDefault("5000")
    @Bounds(least = 1, most = 100_000)
    int waiters();

    /** chain.microblocks is read from so many records before its end. */
    @WithDefault("1000")
    @Bounds(least = 1, most = 2_000)
    long microblocks();
  }

  /** Bounds of the HTTP interface. */
  interface Http {
    /** Bytes of large request bodies being received or worked on; beyond it 503. */
    @WithDefault("24M")
    @Bounds(least = 4_194_304, most = 1_073_741_824)
    MemorySize maxBodyBytesInFlight();

    /** Bytes of large answers on their way to clients, read slowly perhaps; beyond it 503. */
    @WithDefault("32M")
    @Bounds(least = 1_048_576, most = 1_073_741_824)
    MemorySize maxAnswerBytesInFlight();

    /** A body must have come within this after its header, or its connection is closed. */
    @WithDefault("10s")
    @Bounds(least = 100, most = 60_000)
    Duration bodyDeadline();

    /**
     * Bytes of requests that one client may send per second, 8 seconds' worth of them at once;
     * beyond it 429. The least request counts 1 KiB. A client is an IPv4 address or the 64-bit
     * network of an IPv6 address: behind a proxy set {@code quarkus.http.proxy.*}, or all are one.
     */
    @WithDefault("128K")
    @Bounds(least = 1_024, most = 1_073_741_824)
    MemorySize clientBytesPerSecond();

    /** IP addresses whose requests are not counted: the operator's own payment service, say. */
    @Form(pattern = "[0-9a-fA-F:.]{2,45}", is = "an IP address, or several with commas between")
    Optional<List<String>> unlimitedClients();

    /** Calls in one JSON-RPC batch. */
    @WithDefault("100")
    @Bounds(least = 1, most = 1_000)
    int maxRpcBatch();
  }

  /** Bounds of the reads of each other service. */
  interface Reads {
    /** Reads under way at once. */
    @WithDefault("32")
    @Bounds(least = 1, most = 1_000)
    int concurrency();

    /** Reads that may wait for their turn; beyond it a read fails at once. */
    @WithDefault("8192")
    @Bounds(least = 1, most = 1_000_000)
    int waiting();

    /** How long recomputing the state commitment may take. */
    @WithDefault("60s")
    @Bounds(least = 100, most = 3_600_000)
    Duration utxoSetDeadline();
  }

  /** Bounds of testmempoolaccept, which costs as much as a payment and pays nothing. */
  interface Trials {
    /** Threads that verify signatures for it. */
    @WithDefault("1")
    @Bounds(least = 1, most = 64)
    int threads();

    /** Calls under way at once, of up to 2.5 MB each; beyond it a call is refused. */
    @WithDefault("8")
    @Bounds(least = 1, most = 1_000)
    int places();
  }
}
