package io.timecoin.gateway.ingress.rest;

import io.timecoin.gateway.ingress.http.ApiException;

/** Numbers as clients write them. */
final class Numbers {
  private Numbers() {}

  /** A number from least to most; whatever else the text is, is a bad request. */
  static long within(String name, String text, long least, long most) {
    try {
      long number = Long.parseLong(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the one answer for everything that is no such number.
    }
    throw ApiException.badRequest(
        most >= Integer.MAX_VALUE
            ? "%s is a number, %d or more".formatted(name, least)
            : "%s is %d to %d".formatted(name, least, most));
  }
}
