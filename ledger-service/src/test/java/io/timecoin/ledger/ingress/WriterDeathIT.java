package io.timecoin.ledger.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.timecoin.ledger.chain.LedgerState;
import io.timecoin.ledger.testing.BusyChain;
import io.timecoin.ledger.testing.DatabaseSteps;
import io.timecoin.ledger.testing.Death;
import io.timecoin.ledger.testing.LedgerFixture;
import io.timecoin.protocol.testing.TestChain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The ledger's writer dies, as by kill -9, between any two steps of a write to PostgreSQL. */
class WriterDeathIT {
  /** Connection, begin, 4 reads, 8 tables and the state row, commit, what comes after it. */
  private static final int STEPS = 2 + 4 + 9 + 2;

  /** Of a batch with payments, chains of payments and seals: it touches every table. */
  private static final int BATCH = 6;

  private final LedgerFixture fixture = new LedgerFixture();

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aBatchIsWrittenWholeOrNotAtAllAndOnce() throws Exception {
    TestChain chain = BusyChain.grown(TestChain.ofMembers(1), (STEPS + 1) * BATCH);
    var records = LedgerFixture.streamed(chain.microblocks());
    fixture.genesis(chain.genesis()).begin();

    for (int step = 1; step <= STEPS; step++) {
      var steps = new DatabaseSteps(step);
      var batch = records.subList((step - 1) * BATCH, step * BATCH);
      String before = fixture.dump();
      long written = sequence();

      assertThatThrownBy(
              () -> fixture.writer(chain.genesis(), steps.watched(fixture.pool())).write(batch))
          .as("step %d", step)
          .isInstanceOf(Death.class);
      steps.breakConnection(fixture);

      if (step < STEPS) {
        assertThat(fixture.dump()).as("step %d", step).isEqualTo(before);
      } else {
        assertThat(sequence()).isEqualTo(written + BATCH);
      }
      // A new process, to which the stream brings the records again.
      assertThat(fixture.writer(chain.genesis()).write(batch).contradiction()).isEmpty();
      assertThat(sequence()).isEqualTo(written + BATCH);
    }
    var steps = new DatabaseSteps(STEPS + 1);
    fixture
        .writer(chain.genesis(), steps.watched(fixture.pool()))
        .write(records.subList(STEPS * BATCH, records.size()));
    assertThat(steps.dead()).as("there are no more steps").isFalse();
    assertThat(fixture.dump()).isEqualTo(undisturbed(chain));
  }

  @Test
  void genesisIsWrittenWholeOrNotAtAllAndOnce() throws Exception {
    TestChain chain = TestChain.ofMembers(1);
    String empty = fixture.dump();

    int deaths = 0;
    while (fixture.store().state().isEmpty()) {
      var steps = new DatabaseSteps(++deaths);
      assertThatThrownBy(
              () -> fixture.genesis(chain.genesis(), steps.watched(fixture.pool())).begin())
          .isInstanceOf(Death.class);
      steps.breakConnection(fixture);
      if (fixture.store().state().isEmpty()) {
        assertThat(fixture.dump()).as("step %d", deaths).isEqualTo(empty);
      }
    }
    // It died at last between the commit and its answer.
    assertThat(deaths).isGreaterThan(8);
    assertThat(fixture.genesis(chain.genesis()).begin().sequence()).isZero();
    assertThat(fixture.dump()).isEqualTo(undisturbed(chain));
  }

  private long sequence() throws InterruptedException {
    return fixture.store().state().map(LedgerState::sequence).orElseThrow();
  }

  /** What a ledger holds that nothing happened to. */
  private static String undisturbed(TestChain chain) throws Exception {
    try (var other = new LedgerFixture()) {
      other.genesis(chain.genesis()).begin();
      if (!chain.microblocks().isEmpty()) {
        other.writer(chain.genesis()).write(LedgerFixture.streamed(chain.microblocks()));
      }
      return other.dump();
    }
  }
}
