package io.timecoin.devnet.command;

import picocli.CommandLine.Parameters;

/** Which masternode of a devnet, or which of its services, an order is about. */
final class ServiceChoice {
  @Parameters(index = "0", paramLabel = "N", description = "which masternode, from 1 on")
  private String number = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "SERVICE",
      description = "e.g. mempool-service (default: all)")
  private String service = "";

  /** The order as the supervisor of the devnet reads it. */
  String[] order(String verb) {
    return service.isEmpty() ? new String[] {verb, number} : new String[] {verb, number, service};
  }
}
