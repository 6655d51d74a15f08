package io.timecoin.devnet.events;

import io.timecoin.devnet.events.ProvenStep.Effect;
import io.timecoin.devnet.events.ProvenStep.Spend;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.block.Seal;
import io.timecoin.protocol.chain.ChainVerdict;
import io.timecoin.protocol.chain.ChainVerifier;
import io.timecoin.protocol.chain.MicroblockVerdict;
import io.timecoin.protocol.chain.TransactionEffect;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.topics.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From sequence 1 on: every rule of PROTOCOL §6.2, the state commitment of every seal included. */
final class ProofFromGenesis implements ChainProof {
  private final ChainVerifier verifier;

  ProofFromGenesis(GenesisDocument genesis) {
    this.verifier = new ChainVerifier(genesis);
  }

  @Override
  public ProvenStep next(CertifiedMicroblock microblock) throws EventDefectException {
    return switch (verifier.accept(microblock)) {
      case ChainVerdict.Extended(long sequence, var _, MicroblockVerdict.Valid valid) ->
          step(sequence, valid);
      case ChainVerdict.Broken broken ->
          throw new EventDefectException(
              Topic.CHAIN_MICROBLOCKS,
              "sequence %d: %s".formatted(broken.sequence(), broken.detail()));
    };
  }

  private static ProvenStep step(long sequence, MicroblockVerdict.Valid valid) {
    var effects = new ArrayList<Effect>(valid.effects().size() + 1);
    valid.effects().forEach(effect -> effects.add(effect(effect)));
    Optional<Seal> seal = valid.seal();
    seal.ifPresent(made -> effects.add(Effect.ofCoinbase(made, sequence)));
    return new ProvenStep(effects, seal);
  }

  private static Effect effect(TransactionEffect effect) {
    List<Spend> spent =
        effect.spent().stream()
            .map(output -> new Spend(output.outpoint(), Optional.of(output.output())))
            .toList();
    return new Effect(effect.transaction().txid(), spent, effect.created());
  }
}
