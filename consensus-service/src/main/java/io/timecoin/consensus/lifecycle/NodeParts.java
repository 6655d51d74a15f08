package io.timecoin.consensus.lifecycle;

import io.timecoin.consensus.config.ConsensusConfig;
import io.timecoin.consensus.evidence.EvidenceBook;
import io.timecoin.consensus.ingress.BadRecords;
import io.timecoin.consensus.store.LedgerHeads;
import io.timecoin.consensus.voting.ConsensusStatus;
import io.timecoin.consensus.voting.VotingListener;
import io.timecoin.kit.genesis.Genesis;
import io.timecoin.kit.health.ServiceState;
import io.timecoin.kit.kafka.KafkaSettings;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;

/**
 * What an instance is made of, beside its key.
 *
 * @param producers makes the vote log's producer of given settings
 */
public record NodeParts(
    KafkaSettings kafka,
    Genesis genesis,
    ConsensusConfig config,
    LedgerHeads ledger,
    ServiceState service,
    ConsensusStatus status,
    VotingListener listener,
    EvidenceBook evidence,
    BadRecords badRecords,
    InstantSource clock,
    Function<Map<String, Object>, Producer<byte[], byte[]>> producers) {}
