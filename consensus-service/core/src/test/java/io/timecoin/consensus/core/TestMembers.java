package io.timecoin.consensus.core;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.timecoin.consensus.core.signature.MessageSigner;
import io.timecoin.consensus.core.signature.SignatureChecker;
import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.committee.Tier;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.crypto.KeyPair;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.crypto.Sha256;
import io.timecoin.protocol.crypto.Signature;
import io.timecoin.protocol.ed25519.Ed25519Verifier;
import io.timecoin.protocol.network.DevnetGenesis;
import io.timecoin.protocol.network.GenesisDocument;
import io.timecoin.protocol.network.GenesisException;
import io.timecoin.protocol.network.GenesisMember;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.transaction.ByteString;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A devnet's genesis with the members' keys: place i of {@link #keys} is the i-th in key order. */
final class TestMembers {
  static final long GENESIS_TIME = 1_800_000_000L;
  static final int INTERVAL_SECONDS = 20;

  final GenesisDocument genesis;
  final List<KeyPair> keys;

  private TestMembers(GenesisDocument genesis, List<KeyPair> keys) {
    this.genesis = genesis;
    this.keys = keys;
  }

  static TestMembers of(Tier... tiers) {
    try {
      var keys = new ArrayList<KeyPair>();
      var members = new ArrayList<GenesisMember>();
      for (int i = 0; i < tiers.length; i++) {
        var key = key(i);
        var address = Address.of(Network.DEVNET, key.publicKey()).toString();
        keys.add(key);
        members.add(
            new GenesisMember(
                tiers[i], key.publicKey(), address, address, "127.0.0.1:" + (9000 + i)));
      }
      keys.sort((a, b) -> a.publicKey().compareTo(b.publicKey()));
      var allocation =
          new DevnetGenesis.Allocation(
              Address.of(Network.DEVNET, key(0).publicKey()), 1_000_000_000_000L);
      return new TestMembers(
          DevnetGenesis.create(
              "devnet-core",
              GENESIS_TIME,
              INTERVAL_SECONDS,
              DevnetGenesis.DEFAULT_BASE_REWARD,
              List.of(allocation),
              members),
          keys);
    } catch (GenesisException e) {
      throw new IllegalStateException(e);
    }
  }

  static TestMembers equal(int count) {
    var tiers = new Tier[count];
    Arrays.fill(tiers, Tier.BRONZE);
    return of(tiers);
  }

  static KeyPair key(int number) {
    var seed = new byte[32];
    seed[0] = (byte) number;
    seed[1] = 77;
    return KeyPair.fromSeed(seed);
  }

  Committee committee() {
    return genesis.committee();
  }

  KeyPair keyOf(PublicKey member) {
    return keys.stream().filter(key -> key.publicKey().equals(member)).findFirst().orElseThrow();
  }

  static MessageSigner signer(KeyPair key) {
    return new MessageSigner() {
      @Override
      public PublicKey key() {
        return key.publicKey();
      }

      @Override
      public Signature sign(byte[] message) {
        return key.sign(message);
      }
    };
  }

  static SignatureChecker checker() {
    var verifier = new Ed25519Verifier();
    return (key, signature, message) ->
        verifier.verify(key.toByteArray(), signature.toByteArray(), message);
  }

  /** A transaction that the core, which never looks inside, takes for one. */
  static Transaction transaction(int number) {
    var spent = new OutPoint(Sha256.hash(("spent " + number).getBytes(UTF_8)), 0);
    return new Transaction(
        1,
        List.of(new Input(spent, ByteString.of(new byte[96]), 0)),
        List.of(Output.payTo(Address.of(Network.DEVNET, key(0).publicKey()), 1_000 + number)),
        0,
        GENESIS_TIME);
  }

  static Hash256 anyDigest(int number) {
    return Sha256.hash(new byte[] {(byte) number, 1, 2, 3});
  }
}
