package io.timecoin.gateway.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTypeFilterTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json;charset=utf-8",
        "application/json; charset=\"utf-8\"",
        "application/octet-stream",
        "text/plain; a=b; c=d",
        "*/*"
      })
  void whatHasTypeAndSubtypeIsOne(String type) {
    assertThat(ContentTypeFilter.isOne(type)).isTrue();
  }

  /** All of them were answered 500 before. */
  @ParameterizedTest
  @ValueSource(strings = {";", "/", "a", "", " ", "a/", "/b", "a/b/c", "json;charset=utf-8"})
  void whatHasNotIsNone(String type) {
    assertThat(ContentTypeFilter.isOne(type)).isFalse();
  }
}
