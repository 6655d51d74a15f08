package io.timecoin.protocol.network;

/** A genesis document that no node may start with; the error names why. */
public final class GenesisException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Characters. */
  private static final int LONGEST = 500;

  private final GenesisError error;

  public GenesisException(GenesisError error, String detail) {
    super(error + ": " + printable(detail));
    this.error = error;
  }

  /** A detail may quote the document: what is there must not break or forge lines of a log. */
  private static String printable(String detail) {
    String shown = detail.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
    return shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST);
  }

  public GenesisError error() {
    return error;
  }
}
