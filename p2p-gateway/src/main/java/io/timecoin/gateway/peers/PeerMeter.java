package io.timecoin.gateway.peers;

/** What is counted about peers; every name is of a closed list. Called by any thread. */
public interface PeerMeter {
  /** A frame came in. */
  void received(String kind, int bytes);

  /** A frame went out. */
  void sent(String kind, int bytes);

  /** A message found its lane full. */
  void dropped(Lane lane);

  /** A connection ended with a reason. */
  void ended(String code, boolean byThisNode);

  void misbehaved(Misbehaviour what);

  void banned();

  /** Reading from a peer stopped for a moment. */
  void slowed(String kind);

  /** An outbound connection could not be made. */
  void dialFailed();
}
