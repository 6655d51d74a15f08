package io.timecoin.ledger.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.timecoin.ledger.chain.Contradiction;
import io.timecoin.ledger.chain.ContradictionCode;
import io.timecoin.ledger.chain.ContradictionException;
import io.timecoin.ledger.chain.LedgerState;
import io.timecoin.ledger.chain.StreamedMicroblock;
import io.timecoin.ledger.health.WriterHealth;
import io.timecoin.ledger.store.AppliedHead;
import io.timecoin.ledger.store.UtxoSnapshots;
import io.timecoin.ledger.store.audit.StateAudit;
import io.timecoin.ledger.testing.BusyChain;
import io.timecoin.ledger.testing.LedgerFixture;
import io.timecoin.ledger.testing.MemoryLedger;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.testing.TestChain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The writer's promises on a real PostgreSQL. */
class BatchWriterIT {
  private static final int MICROBLOCKS = 14;

  private final TestChain chain = BusyChain.grown(TestChain.ofMembers(4), MICROBLOCKS);
  private final List<StreamedMicroblock> records = LedgerFixture.streamed(chain.microblocks());
  private LedgerFixture fixture;

  @BeforeEach
  void anEmptyLedger() throws Exception {
    fixture = new LedgerFixture();
    fixture.genesis(chain.genesis()).begin();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void genesisIsWrittenOnce() throws Exception {
    String before = fixture.dump();

    LedgerState state = fixture.genesis(chain.genesis()).begin();

    assertThat(state.sequence()).isZero();
    assertThat(state.utxos().count()).isEqualTo(TestChain.WALLETS);
    assertThat(fixture.dump()).isEqualTo(before);
  }

  @Test
  void theDatabaseOfAnotherNetworkIsRefused() {
    var other = TestChain.ofMembers(1).genesis();

    assertThatThrownBy(() -> fixture.genesis(other).begin())
        .isInstanceOf(ContradictionException.class)
        .hasMessageStartingWith("LEDGER-114 GENESIS");
  }

  @Test
  void batchesRepeatsAndRestartsGiveTheSameRows() throws Exception {
    fixture.writer(chain.genesis()).write(records);
    String atOnce = fixture.dump();

    try (var other = new LedgerFixture()) {
      other.genesis(chain.genesis()).begin();
      for (int from = 0; from < MICROBLOCKS; from += 3) {
        // A new process each time; it reads again what the one before had written.
        other
            .writer(chain.genesis())
            .write(records.subList(Math.max(0, from - 2), Math.min(MICROBLOCKS, from + 3)));
      }
      other.writer(chain.genesis()).write(records);

      assertThat(other.dump()).isEqualTo(atOnce);
    }
  }

  @Test
  void theRowsAreThoseOfTheDomain() throws Exception {
    var memory = new MemoryLedger(chain.genesis());
    memory.apply(chain.microblocks());

    var outcome = fixture.writer(chain.genesis()).write(records);

    assertThat(outcome.contradiction()).isEmpty();
    assertThat(outcome.state()).isEqualTo(memory.state());
    assertThat(fixture.store().state()).contains(memory.state());
    var recomputed = snapshots().recompute().orElseThrow();
    assertThat(recomputed.lanes().lanes()).isEqualTo(memory.state().lanes().toByteArray());
    assertThat(recomputed.totals()).isEqualTo(memory.state().utxos());
  }

  @Test
  void twoWritersAtOnceApplyEachSequenceOnce() throws Exception {
    fixture.writer(chain.genesis()).write(records);
    String alone = fixture.dump();

    try (var other = new LedgerFixture();
        var threads = Executors.newFixedThreadPool(2)) {
      other.genesis(chain.genesis()).begin();
      var running = new ArrayList<Future<?>>();
      for (int i = 0; i < 2; i++) {
        running.add(
            threads.submit(
                () -> {
                  for (StreamedMicroblock microblock : records) {
                    other.writer(chain.genesis()).write(List.of(microblock));
                  }
                  return null;
                }));
      }
      for (Future<?> writer : running) {
        writer.get();
      }

      assertThat(other.dump()).isEqualTo(alone);
    }
  }

  @Test
  void aContradictionKeepsWhatCameBeforeIt() throws Exception {
    var broken = new ArrayList<>(records.subList(0, 8));
    broken.remove(5);

    var outcome = fixture.writer(chain.genesis()).write(broken);

    assertThat(outcome.contradiction()).map(Contradiction::code).contains(ContradictionCode.GAP);
    assertThat(outcome.state().sequence()).isEqualTo(5);
    assertThat(fixture.store().state()).map(LedgerState::sequence).contains(5L);
  }

  @Test
  void aSecondMicroblockForAFinalSequenceIsNamed() throws Exception {
    TestChain fork = TestChain.ofMembers(4);
    CertifiedMicroblock other = fork.append(List.of(), fork.tip().timeMillis() + 25_000);
    fixture.writer(chain.genesis()).write(records);
    String before = fixture.dump();

    var outcome = fixture.writer(chain.genesis()).write(List.of(MemoryLedger.streamed(other)));

    assertThat(outcome.contradiction())
        .map(Contradiction::code)
        .contains(ContradictionCode.SECOND_DIGEST);
    assertThat(fixture.dump()).isEqualTo(before);
  }

  @Test
  void theAuditNoticesARowThatWasChanged() throws Exception {
    fixture.writer(chain.genesis()).write(records);
    var audit =
        new StateAudit(
            snapshots(),
            new AppliedHead(),
            new WriterHealth(new SimpleMeterRegistry()),
            fixture.config(),
            new SimpleMeterRegistry());
    Optional<Contradiction> untouched = audit.audit();
    fixture.execute(
        "UPDATE utxo SET value = value + 1 WHERE (txid, output_index) ="
            + " (SELECT txid, output_index FROM utxo ORDER BY txid LIMIT 1)");

    Optional<Contradiction> changed = audit.audit();

    assertThat(untouched).isEmpty();
    assertThat(changed).map(Contradiction::code).contains(ContradictionCode.STATE_COMMITMENT);
  }

  @Test
  void rowsThatAreGoneStopTheWriterWithoutATrace() throws Exception {
    fixture.writer(chain.genesis()).write(records.subList(0, 4));
    fixture.execute("DELETE FROM utxo");
    String before = fixture.dump();

    var outcome = fixture.writer(chain.genesis()).write(records.subList(4, 8));

    assertThat(outcome.contradiction()).map(Contradiction::code).contains(ContradictionCode.INPUT);
    assertThat(fixture.dump()).isEqualTo(before);
  }

  private UtxoSnapshots snapshots() {
    return new UtxoSnapshots(fixture.pool(), fixture.config());
  }
}
