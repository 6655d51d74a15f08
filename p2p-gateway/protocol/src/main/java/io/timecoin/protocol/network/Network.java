package io.timecoin.protocol.network;

import java.util.Locale;

/**
 * The networks and what tells them apart on the wire (PROTOCOL §1.2). Two devnets share all of this
 * and differ by their genesis hash.
 */
public enum Network {
  MAINNET(0xC01D7E4D, 24000, '1'),
  TESTNET(0x54494D45, 24100, '0'),
  DEVNET(0x54444556, 24200, '0');

  private final int magic;
  private final int p2pPort;
  private final char addressDigit;

  Network(int magic, int p2pPort, char addressDigit) {
    this.magic = magic;
    this.p2pPort = p2pPort;
    this.addressDigit = addressDigit;
  }

  /** The four magic bytes as PROTOCOL §1.2 writes them, first byte in the highest bits. */
  public int magic() {
    return magic;
  }

  /** Default port for peers. */
  public int p2pPort() {
    return p2pPort;
  }

  /** Default port for JSON-RPC and REST. */
  public int rpcPort() {
    return p2pPort + 1;
  }

  /** Default port for WebSocket subscriptions. */
  public int webSocketPort() {
    return p2pPort + 2;
  }

  /** The digit after "TIME" in an address; testnet and devnet share theirs. */
  public char addressDigit() {
    return addressDigit;
  }

  /** The lower-case name that people read and configure. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
