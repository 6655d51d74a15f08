package io.timecoin.consensus.core.simulation;

import io.timecoin.consensus.core.message.Ballot;
import io.timecoin.consensus.core.message.MessageCodec;
import io.timecoin.consensus.core.message.SignedMessage;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Signature;

/** Sends noise, damaged messages, and votes in the name of others. */
final class Garbage implements Misdeed {

  @Override
  public void tick(Puppet puppet) {
    puppet.sendBytes(puppet.draw().bytes(puppet.draw().below(300)), puppet.some());
  }

  @Override
  public void heard(Puppet puppet, SignedMessage message) {
    var draw = puppet.draw();
    if (!draw.chance(10)) {
      return;
    }
    byte[] bytes = MessageCodec.toProto(message).toByteArray();
    bytes[draw.below(bytes.length)] ^= (byte) (1 << draw.below(8));
    puppet.sendBytes(bytes, puppet.some());
    if (message.type() == VoteType.PREPARE || message.type() == VoteType.COMMIT) {
      inTheNameOf(puppet, puppet.world().roster().key(draw.below(4)).publicKey(), message);
      inTheNameOf(puppet, PublicKey.of(draw.bytes(PublicKey.SIZE)), message);
    }
  }

  private static void inTheNameOf(Puppet puppet, PublicKey other, SignedMessage message) {
    var forged =
        new Ballot(
            VoteType.COMMIT,
            message.sequence(),
            message.round(),
            message.digest(),
            other,
            Signature.of(puppet.draw().bytes(Signature.SIZE)));
    puppet.sendBytes(MessageCodec.toProto(forged).toByteArray(), puppet.some());
  }
}
