package io.timecoin.kit.genesis;

import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.network.Network;

/** The network this masternode belongs to, with what is computed from its document once. */
public final class Genesis {
  private final GenesisDocument document;
  private final Hash256 hash;
  private final Network network;
  private final Committee committee;

  public Genesis(GenesisDocument document) {
    this.document = document;
    this.hash = document.hash();
    this.network = document.network();
    this.committee = document.committee();
  }

  public GenesisDocument document() {
    return document;
  }

  /** The genesis hash: in every signed message and every handshake (PROTOCOL §1.3). */
  public Hash256 hash() {
    return hash;
  }

  public Network network() {
    return network;
  }

  /** The committee that genesis names. */
  public Committee committee() {
    return committee;
  }
}
