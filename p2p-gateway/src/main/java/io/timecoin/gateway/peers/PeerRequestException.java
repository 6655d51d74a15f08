package io.timecoin.gateway.peers;

/** A request to a peer came to nothing; the message says why. */
public final class PeerRequestException extends Exception {
  private static final long serialVersionUID = 1L;

  public PeerRequestException(String message) {
    super(message);
  }
}
