package io.timecoin.devnet.events;

import io.timecoin.protocol.block.CertifiedMicroblock;

/** Proves microblocks in order, by their bytes and the genesis document alone. Not thread-safe. */
interface ChainProof {

  /**
   * The next one.
   *
   * @throws EventDefectException if something of it is not proven; nothing more can be asked then
   */
  ProvenStep next(CertifiedMicroblock microblock) throws EventDefectException;
}
