package io.timecoin.ledger.egress;

/** The stream and the ledger do not agree, so nothing can be published: a person decides. */
final class PublisherException extends Exception {
  private static final long serialVersionUID = 1L;

  PublisherException(String message) {
    super(message);
  }
}
