package io.timecoin.ledger.store.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.timecoin.kit.http.QueryException;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.transaction.OutPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtxoCursorTest {

  @Test
  void comesBackAsItWent() {
    Hash256 txid = Sha256.hash(new byte[] {1});
    var cursor = new UtxoCursor(new OutPoint(txid, -2));

    assertThat(UtxoCursor.parse(cursor.toString())).contains(cursor);
  }

  @Test
  void emptyIsTheBeginning() {
    assertThat(UtxoCursor.parse("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", ":", "00:1", "1", "zz:zz", ":::::"})
  void anythingElseIsABadRequest(String text) {
    assertThatThrownBy(() -> UtxoCursor.parse(text)).isInstanceOf(QueryException.class);
  }
}
