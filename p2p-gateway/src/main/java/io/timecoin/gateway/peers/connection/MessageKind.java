package io.timecoin.gateway.peers.connection;

import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage.ContentCase;
import java.util.Locale;

/** What kinds of messages are called in metrics and logs. */
final class MessageKind {
  private MessageKind() {}

  static String of(PeerMessage message) {
    ContentCase content = message.getContentCase();
    return content == ContentCase.CONTENT_NOT_SET
        ? "unknown"
        : content.name().toLowerCase(Locale.ROOT);
  }
}
