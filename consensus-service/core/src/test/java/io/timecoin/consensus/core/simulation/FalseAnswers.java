package io.timecoin.consensus.core.simulation;

import io.timecoin.consensus.core.Input;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.Microblock;
import io.timecoin.protocol.block.MicroblockHeader;
import io.timecoin.protocol.committee.Bitmap;
import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.committee.SignedBytes;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.Hash256;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Claims decisions that nobody has made, and to be where it is not. */
final class FalseAnswers implements Misdeed {
  private static final long FAR = 1_000;

  @Override
  public void tick(Puppet puppet) {
    var draw = puppet.draw();
    var coin = puppet.coin();
    if (!draw.chance(25) || coin.isEmpty()) {
      return;
    }
    int decided = puppet.world().checker().chain().size();
    var committee = puppet.world().checker().committeeOf(decided + 1L);
    var transactions = List.of(Payments.of(coin.get(), 8, 0));
    puppet.world().honest().stream()
        .map(member -> member.disk().position())
        .filter(position -> position.sequence() == decided)
        .findFirst()
        .flatMap(
            position -> puppet.value(position, puppet.world().queue().nowMillis(), transactions))
        .ifPresent(
            value ->
                puppet.serve(
                    new CertifiedMicroblock(
                        new Microblock(value.header(), transactions),
                        certificate(puppet, committee, value.header())),
                    puppet.some()));
    puppet
        .some()
        .forEach(
            member ->
                puppet.tell(
                    new Input.StatusReceived(
                        puppet.key(), decided + draw.between(0, FAR), Hash256.ZERO),
                    member));
  }

  private static Certificate certificate(
      Puppet puppet, Committee committee, MicroblockHeader header) {
    var all = Bitmap.of(committee.size(), IntStream.range(0, committee.size()));
    var own =
        puppet.sign(
            SignedBytes.of(
                puppet.world().roster().genesis().hash(),
                VoteType.COMMIT,
                header.sequence(),
                0,
                header.digest()));
    int place = committee.indexOf(puppet.key()).orElse(0);
    return switch (puppet.draw().below(3)) {
      case 0 -> RoundLies.forged(puppet, committee, header.sequence(), 0, header.digest());
      case 1 ->
          new Certificate(
              header.sequence(),
              0,
              header.digest(),
              Bitmap.of(committee.size(), IntStream.of(place)),
              List.of(own));
      default -> new Certificate(header.sequence(), 0, header.digest(), all, List.of(own));
    };
  }

  @Override
  public void asked(Puppet puppet, int asker, long question) {
    long sequence = puppet.draw().chance(50) ? 0 : FAR;
    puppet.tell(
        new Input.StatusAnswered(
            puppet.key(),
            question,
            sequence,
            sequence == 0 ? puppet.world().roster().genesis().hash() : Hash256.ZERO,
            Optional.empty()),
        asker);
  }
}
