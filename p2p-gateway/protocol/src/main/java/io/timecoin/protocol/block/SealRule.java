package io.timecoin.protocol.block;

import io.timecoin.protocol.network.GenesisDocument;
import java.util.OptionalLong;

/**
 * When a microblock carries a seal (PROTOCOL §7.1): slot ends are genesis time + k × interval, k ≥
 * 1, in Unix seconds. Only the microblock's own time decides.
 *
 * @param genesisTime Unix seconds
 * @param intervalSeconds at least 1
 */
public record SealRule(long genesisTime, int intervalSeconds) {

  public SealRule {
    if (intervalSeconds < 1) {
      throw new IllegalArgumentException("a slot lasts at least a second");
    }
  }

  public static SealRule of(GenesisDocument genesis) {
    return new SealRule(genesis.genesisTime(), genesis.intervalSeconds());
  }

  /**
   * The timestamp of the seal that a microblock must carry; empty if it must carry none.
   *
   * @param lastSealTimestamp Unix seconds; genesis time before the first seal
   * @param timeMillis the microblock's own time
   */
  public OptionalLong sealTimestamp(long lastSealTimestamp, long timeMillis) {
    long seconds = Math.floorDiv(timeMillis, 1000L);
    long slots = Math.floorDiv(seconds - genesisTime, (long) intervalSeconds);
    long latestSlotEnd = genesisTime + slots * intervalSeconds;
    return slots >= 1 && latestSlotEnd > lastSealTimestamp
        ? OptionalLong.of(latestSlotEnd)
        : OptionalLong.empty();
  }

  /** As the instance method, for a genesis document. */
  public static OptionalLong sealTimestamp(
      GenesisDocument genesis, long lastSealTimestamp, long timeMillis) {
    return of(genesis).sealTimestamp(lastSealTimestamp, timeMillis);
  }

  /**
   * When the next seal becomes due, Unix milliseconds: the first slot end later than the last
   * seal's timestamp.
   *
   * @param lastSealTimestamp Unix seconds; genesis time before the first seal
   */
  public long nextDueMillis(long lastSealTimestamp) {
    long slots =
        Math.max(0, Math.floorDiv(lastSealTimestamp - genesisTime, (long) intervalSeconds));
    return 1000 * (genesisTime + (slots + 1) * intervalSeconds);
  }
}
