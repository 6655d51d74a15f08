package io.timecoin.protocol.network;

/** A genesis document that no node may start with; the error names why. */
public final class GenesisException extends Exception {
  private static final long serialVersionUID = 1L;

  private final GenesisError error;

  public GenesisException(GenesisError error, String detail) {
    super(error + ": " + detail);
    this.error = error;
  }

  public GenesisError error() {
    return error;
  }
}
