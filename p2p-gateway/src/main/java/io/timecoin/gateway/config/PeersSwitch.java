package io.timecoin.gateway.config;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/** Whether this gateway has peers at all: it listens for some or connects to some. */
@Singleton
public final class PeersSwitch {
  private final boolean on;

  @Inject
  public PeersSwitch(Config config) {
    this.on = isSet(config, "timecoin.peers.listen") || isSet(config, "timecoin.peers.connect");
  }

  private static boolean isSet(Config config, String key) {
    return config.getOptionalValue(key, String.class).filter(text -> !text.isBlank()).isPresent();
  }

  public boolean isOn() {
    return on;
  }
}
