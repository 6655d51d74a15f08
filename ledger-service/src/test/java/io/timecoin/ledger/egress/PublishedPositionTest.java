package io.timecoin.ledger.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;

class PublishedPositionTest {

  @Test
  void travelsInTheAcknowledgedOffset() {
    var acknowledged = new PublishedPosition(42).acknowledging(77);

    assertThat(acknowledged.offset()).isEqualTo(77);
    assertThat(PublishedPosition.of(acknowledged)).isEqualTo(new PublishedPosition(42));
  }

  @Test
  void anOffsetOfSomebodyElseIsNotTaken() {
    assertThatThrownBy(() -> PublishedPosition.of(new OffsetAndMetadata(5)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no publisher wrote");
  }
}
