package io.timecoin.gateway.peers.connection;

import io.netty.channel.Channel;
import io.timecoin.gateway.peers.frame.FrameReader;
import io.timecoin.gateway.peers.limits.InboundRoom;

/** What carries one connection's messages: frames of a channel, read and written in measure. */
record Wire(
    Channel channel, Traffic traffic, FrameReader reader, Reading reading, Sending sending) {

  /**
   * @param room for what comes and is not worked off
   * @param encoding runs what encodes messages
   */
  static Wire of(Channel channel, Surroundings around, InboundRoom.Share room, Serial encoding) {
    var nanoTime = around.nanoTime();
    var traffic = new Traffic(nanoTime);
    return new Wire(
        channel,
        traffic,
        new FrameReader(nanoTime, room),
        new Reading(channel, around.limits(), around.meter(), nanoTime, room),
        new Sending(channel, around.limits().laneBytes(), traffic, around.meter(), encoding));
  }
}
