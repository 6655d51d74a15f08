package io.timecoin.devnet.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.timecoin.devnet.LauncherFailure;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PartitionTest {

  @Test
  void groupsAreSeparatedAndTheirMembersAreNot() {
    Partition partition = Partition.parse("1,2/3,4");

    assertThat(partition.groups()).containsExactly(Set.of(1, 2), Set.of(3, 4));
    assertThat(partition.separates(1, 3)).isTrue();
    assertThat(partition.separates(4, 2)).isTrue();
    assertThat(partition.separates(1, 2)).isFalse();
    assertThat(partition.separates(3, 4)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1,2", "1/", "/1", "1,/2", "1;2/3", "a/b", "1/ 2", "1,1/2", "1/2/1"})
  void anythingElseIsRefusedWithASentence(String text) {
    assertThatExceptionOfType(LauncherFailure.class).isThrownBy(() -> Partition.parse(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"1,2/3 | masternode 4 is in no group", "1,2/3,4,5 | there is no masternode 5"})
  void everyMasternodeIsSomewhere(String text, String sentence) {
    Partition partition = Partition.parse(text);

    assertThatExceptionOfType(LauncherFailure.class)
        .isThrownBy(() -> partition.requireOf(4))
        .withMessageContaining(sentence);
  }
}
