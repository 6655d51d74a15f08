package io.timecoin.gateway.peers.limits;

import io.netty.util.NetUtil;
import io.timecoin.protocol.crypto.PublicKey;
import java.net.InetAddress;
import java.util.Optional;

/** Whom a ban is for. */
public sealed interface BanSubject {
  /** One node, wherever it comes from. */
  record Node(PublicKey key) implements BanSubject {
    @Override
    public String toString() {
      return key.toString();
    }
  }

  /**
   * Whoever connects from an IP address.
   *
   * @param ip in its shortest form
   */
  record Address(String ip) implements BanSubject {
    @Override
    public String toString() {
      return ip;
    }
  }

  /** A node key in hexadecimal digits, or an IP address. */
  static Optional<BanSubject> parse(String text) {
    if (text.length() == 2 * PublicKey.SIZE) {
      try {
        return Optional.of(new Node(PublicKey.fromHex(text)));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    InetAddress ip = NetUtil.createInetAddressFromIpAddressString(text);
    return ip == null ? Optional.empty() : Optional.of(new Address(NetUtil.toAddressString(ip)));
  }
}
