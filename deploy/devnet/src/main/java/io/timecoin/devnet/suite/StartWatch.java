package io.timecoin.devnet.suite;

/** Is told of each service that is being started. */
public interface StartWatch {
  /** Its process runs. */
  void begun(ServiceProcess service);

  /** It is ready. */
  void ready(ServiceProcess service);
}
