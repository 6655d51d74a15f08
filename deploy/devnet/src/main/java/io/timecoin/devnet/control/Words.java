package io.timecoin.devnet.control;

import java.util.regex.Pattern;

/** The forms of an order's words. */
final class Words {
  static final Pattern PAIR = Pattern.compile("([1-9]\\d?)-([1-9]\\d?)");
  static final Pattern TIME = Pattern.compile("(\\d{1,5})(ms|s)?");
  static final Pattern RATE = Pattern.compile("(\\d{1,6})([kM]?)B(?:/s)?");

  private Words() {}
}
