package io.timecoin.mempool.utxo;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.transaction.OutPoint;
import org.junit.jupiter.api.Test;

class RecordPagesTest {
  private final RecordPages records = new RecordPages(2);

  @Test
  void aRecordIsAboutOneOutpointAlone() {
    int record = records.add(new OutPoint(new Hash256(1, 2, 3, 4), 5), 6);

    assertThat(records.isAbout(record, new OutPoint(new Hash256(1, 2, 3, 4), 5))).isTrue();
    assertThat(records.isAbout(record, new OutPoint(new Hash256(0, 2, 3, 4), 5))).isFalse();
    assertThat(records.isAbout(record, new OutPoint(new Hash256(1, 0, 3, 4), 5))).isFalse();
    assertThat(records.isAbout(record, new OutPoint(new Hash256(1, 2, 0, 4), 5))).isFalse();
    assertThat(records.isAbout(record, new OutPoint(new Hash256(1, 2, 3, 0), 5))).isFalse();
    assertThat(records.isAbout(record, new OutPoint(new Hash256(1, 2, 3, 4), 6))).isFalse();
  }

  @Test
  void whatIsWrittenStaysBesideItsNeighbours() {
    for (int i = 0; i < 3 * RecordPages.PAGE; i++) {
      int record = records.add(new OutPoint(new Hash256(i, 0, 0, 0), -i), ~i);
      assertThat(record).isEqualTo(i);
      records.setWord(record, 0, 2L * i);
      records.setWord(record, 1, -1);
    }
    for (int i = 0; i < records.size(); i++) {
      assertThat(records.isAbout(i, new OutPoint(new Hash256(i, 0, 0, 0), -i))).isTrue();
      assertThat(records.half(i)).isEqualTo(~i);
      assertThat(records.word(i, 0)).isEqualTo(2L * i);
      assertThat(records.word(i, 1)).isEqualTo(-1);
    }
  }

  @Test
  void thePlaceFreedLastIsUsedNext() {
    var outpoint = new OutPoint(Hash256.ZERO, 0);
    for (int i = 0; i < 4; i++) {
      records.add(outpoint, 0);
    }
    records.remove(0);
    records.remove(2);

    assertThat(records.size()).isEqualTo(2);
    assertThat(records.add(outpoint, 0)).isEqualTo(2);
    assertThat(records.add(outpoint, 0)).isZero();
    assertThat(records.add(outpoint, 0)).isEqualTo(4);
    assertThat(records.used()).isEqualTo(5);
  }
}
