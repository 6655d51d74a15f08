package io.timecoin.devnet.route;

/** Where payments can wait, in the order of their route. */
enum Queue {
  REQUESTS("requests to the gateway", "payments"),
  TX_INBOUND("tx.inbound, for the verifiers", "payments"),
  TX_VERIFIED("tx.verified, for the mempool", "payments"),
  POOL("mempool, for a final microblock", "payments"),
  LEDGER("chain.microblocks, for the ledger", "payments"),
  PUBLISHER("PostgreSQL, for the publisher", "microblocks"),
  VERIFIER_LAG("lag of group verifier", "records"),
  PUBLISHER_LAG("lag of group ledger-publisher", "records"),
  VERIFIER_BATCHES("batches in the verifiers", "batches");

  private final String title;
  private final String unit;

  Queue(String title, String unit) {
    this.title = title;
    this.unit = unit;
  }

  String title() {
    return title;
  }

  String unit() {
    return unit;
  }

  /** Whether it counts payments, so that its growth can be compared with others'. */
  boolean countsPayments() {
    return unit.equals("payments");
  }
}
