package io.timecoin.e2e;

/** Something that goes wrong for a while. */
interface Fault {
  void begin() throws Exception;

  /** What was taken away is back when this returns. */
  void end() throws Exception;

  /** What blocks need besides to be sealed again; the ledger is looked through after that. */
  default void afterwards() {}

  static Fault of(Runnable begin, Runnable end) {
    return new Fault() {
      @Override
      public void begin() {
        begin.run();
      }

      @Override
      public void end() {
        end.run();
      }
    };
  }
}
