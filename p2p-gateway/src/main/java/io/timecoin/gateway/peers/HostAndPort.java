package io.timecoin.gateway.peers;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a node takes connections, as people write it: host:port, or [IPv6]:port. */
public record HostAndPort(String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("(?:\\[([0-9a-fA-F:.]{2,45})]|([A-Za-z0-9._-]{1,253})):(\\d{1,5})");

  private static final int MAX_PORT = 65_535;

  /** Empty for what is none. */
  public static Optional<HostAndPort> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int port = Integer.parseInt(matcher.group(3));
    String six = matcher.group(1);
    if (port < 1 || port > MAX_PORT || (six != null && !NetUtil.isValidIpV6Address(six))) {
      return Optional.empty();
    }
    return Optional.of(new HostAndPort(six == null ? matcher.group(2) : six, port));
  }

  public static HostAndPort of(InetSocketAddress address) {
    return new HostAndPort(hostOf(address), address.getPort());
  }

  /** The address as text, without asking for names. */
  public static String hostOf(InetSocketAddress address) {
    InetAddress ip = address.getAddress();
    return ip == null ? address.getHostString() : NetUtil.toAddressString(ip);
  }

  /** The IP address, unless it is a name: no name is asked for. */
  public Optional<InetAddress> ip() {
    return Optional.ofNullable(NetUtil.createInetAddressFromIpAddressString(host));
  }

  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
