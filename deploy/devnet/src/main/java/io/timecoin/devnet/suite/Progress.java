package io.timecoin.devnet.suite;

/** Tells a waiting person what is going on. */
@FunctionalInterface
public interface Progress {
  void say(String line);
}
