package io.timecoin.protocol.address;

/** A text is no address of the wanted network; {@link #error} says why (PROTOCOL §2.6). */
public final class AddressException extends Exception {
  private static final long serialVersionUID = 1L;

  private final AddressError error;

  AddressException(AddressError error, String message) {
    super(message);
    this.error = error;
  }

  public AddressError error() {
    return error;
  }
}
