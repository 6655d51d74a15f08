package io.timecoin.devnet;

/** Something the user can act on went wrong; the message is one clear sentence. */
public class LauncherFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LauncherFailure(String message) {
    super(message);
  }

  public LauncherFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
