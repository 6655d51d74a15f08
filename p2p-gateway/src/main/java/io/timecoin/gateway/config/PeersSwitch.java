package io.timecoin.gateway.config;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Whether this gateway has peers at all: it listens for some or connects to some. */
@Singleton
public final class PeersSwitch {
  private final boolean on;

  @Inject
  public PeersSwitch(PeersConfig config) {
    this.on = config.listen().isPresent() || config.connect().isPresent();
  }

  public boolean isOn() {
    return on;
  }
}
