package io.timecoin.kit.table;

/**
 * The keys of numbered records, wherever they are kept.
 *
 * @param <K> what a record is found by
 */
public interface RecordKeys<K> {

  /** Whether this is the record's key. */
  boolean isOf(int record, K key);

  /**
   * The hash of the record's key, of which the lowest bits choose its place. Where keys come from
   * strangers it depends on a secret, or they could all be made for one place.
   */
  long hash(int record);
}
