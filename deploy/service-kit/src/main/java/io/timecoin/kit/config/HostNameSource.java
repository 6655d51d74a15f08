package io.timecoin.kit.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** The default of {@code timecoin.instance}: the host's name. Every other source goes before it. */
public final class HostNameSource implements ConfigSource {
  private static final String INSTANCE = "timecoin.instance";
  private static final int BELOW_ALL_OTHERS = 10;

  private final String hostName = hostName();

  @Override
  public int getOrdinal() {
    return BELOW_ALL_OTHERS;
  }

  @Override
  public Set<String> getPropertyNames() {
    return Set.of(INSTANCE);
  }

  @Override
  public Map<String, String> getProperties() {
    return Map.of(INSTANCE, hostName);
  }

  @Override
  public String getValue(String name) {
    return INSTANCE.equals(name) ? hostName : null;
  }

  @Override
  public String getName() {
    return "host name";
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // A host that does not know itself; whoever runs two instances there must name them anyway.
      return "localhost";
    }
  }
}
