package io.timecoin.verifier.recheck;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Random;

/** Second opinions for tests, honest and not. */
public final class Opinions {
  public static final Instant AT = Instant.ofEpochSecond(1_700_000_000);

  private Opinions() {}

  /** Checks every accepted signature again, honestly; tells nobody. */
  public static Rechecks honest() {
    return rechecks(new IndependentOpinion(), new TakenOut(), _ -> {});
  }

  /** Asks {@code second}. */
  public static Rechecks rechecks(SecondOpinion second, TakenOut takenOut, Alarm alarm) {
    return new Rechecks(second, () -> "first", takenOut, alarm, InstantSource.fixed(AT));
  }

  /** Chooses every signature. */
  public static Sampling all() {
    return new Sampling(1, new Random(1));
  }

  /** Refuses whatever is signed by this key, and accepts all else. */
  public static SecondOpinion refusing(byte[] publicKey) {
    return new SecondOpinion() {
      @Override
      public String name() {
        return "liar";
      }

      @Override
      public boolean isValid(byte[] key, byte[] signature, byte[] message) {
        return !Arrays.equals(key, publicKey);
      }
    };
  }
}
