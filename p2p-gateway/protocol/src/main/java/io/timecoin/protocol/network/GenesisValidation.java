package io.timecoin.protocol.network;

import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.address.AddressException;
import io.timecoin.protocol.crypto.PublicKey;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.OutputScript;
import io.timecoin.protocol.transaction.Transaction;
import java.util.HashSet;
import java.util.regex.Pattern;

/** Judges the content of a genesis document: a node must not start with one that is unsound. */
final class GenesisValidation {
  private static final Pattern NAME = Pattern.compile("mainnet|testnet|devnet[-a-z0-9]{0,58}");
  private static final Pattern ENDPOINT = Pattern.compile("[!-~]{1,128}");
  private static final long MAX_GENESIS_TIME = 1L << 40;

  private GenesisValidation() {}

  static void check(GenesisDocument document) throws GenesisException {
    checkFields(document);
    if (document.network() == Network.DEVNET) {
      checkCoinbase(document);
    } else {
      checkPublicFields(document);
    }
    checkMembers(document);
  }

  private static void checkFields(GenesisDocument document) throws GenesisException {
    require(
        NAME.matcher(document.name()).matches(),
        GenesisError.BAD_NAME,
        "a network is mainnet, testnet or devnet-something, not \"" + document.name() + "\"");
    require(
        document.genesisTime() >= 1 && document.genesisTime() <= MAX_GENESIS_TIME,
        GenesisError.BAD_GENESIS_TIME,
        document.genesisTime() + " s is not within 1.." + MAX_GENESIS_TIME);
    require(
        document.intervalSeconds() >= 1,
        GenesisError.BAD_INTERVAL,
        Integer.toUnsignedString(document.intervalSeconds()) + " s is not within 1..2^31-1");
    require(
        document.baseReward() >= 0 && document.baseReward() <= GenesisDocument.MAX_BASE_REWARD,
        GenesisError.BAD_BASE_REWARD,
        Long.toUnsignedString(document.baseReward())
            + " satoshi is above "
            + GenesisDocument.MAX_BASE_REWARD);
  }

  private static void checkPublicFields(GenesisDocument document) throws GenesisException {
    GenesisDocument fixed = PublicGenesis.of(document.network()).unvalidated(document.members());
    require(
        document.equals(fixed),
        GenesisError.NOT_THE_PUBLIC_NETWORK,
        "time, interval, base reward and coinbase of " + document.name() + " are fixed");
  }

  private static void checkCoinbase(GenesisDocument document) throws GenesisException {
    Transaction coinbase = document.coinbase();
    require(
        coinbase.version() == 1
            && coinbase.inputs().isEmpty()
            && coinbase.lockTime() == 0
            && coinbase.timestamp() == document.genesisTime(),
        GenesisError.BAD_COINBASE,
        "it has version 1, no inputs, no lock and the genesis time");
    long sum = 0;
    for (Output output : coinbase.outputs()) {
      require(
          OutputScript.parse(output.script(), document.network())
              instanceof OutputScript.PayToAddress,
          GenesisError.BAD_ALLOCATION,
          "an allocation pays to an address of the network");
      // The sum before was in range, so one more overflows to a negative number or not at all.
      sum += output.value();
      require(
          output.value() >= 0 && sum >= 0,
          GenesisError.ALLOCATIONS_OUT_OF_RANGE,
          "the allocations are more than 2^63-1 satoshi");
    }
  }

  private static void checkMembers(GenesisDocument document) throws GenesisException {
    require(!document.members().isEmpty(), GenesisError.NO_MEMBERS, "nobody could ever decide");
    var keys = new HashSet<PublicKey>();
    for (GenesisMember member : document.members()) {
      require(
          keys.add(member.consensusKey()),
          GenesisError.DUPLICATE_MEMBER,
          "two members have the key " + member.consensusKey());
      checkAddress(member.owner(), document.network());
      checkAddress(member.reward(), document.network());
      require(
          ENDPOINT.matcher(member.endpoint()).matches(),
          GenesisError.BAD_ENDPOINT,
          "the endpoint of member " + member.consensusKey() + " is not host:port");
    }
  }

  private static void checkAddress(String text, Network network) throws GenesisException {
    try {
      Address.parse(text, network);
    } catch (AddressException e) {
      throw new GenesisException(GenesisError.BAD_MEMBER_ADDRESS, e.getMessage());
    }
  }

  private static void require(boolean holds, GenesisError error, String detail)
      throws GenesisException {
    if (!holds) {
      throw new GenesisException(error, detail);
    }
  }
}
