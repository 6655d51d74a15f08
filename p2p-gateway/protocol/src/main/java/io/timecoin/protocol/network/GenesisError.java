package io.timecoin.protocol.network;

/** What can be wrong with a genesis document, in the order of the checks. */
public enum GenesisError {
  /** The file is not one line of lower-case hexadecimal digits. */
  NOT_HEX,
  /** The bytes are not a canonical document (PROTOCOL §2.1). */
  MALFORMED,
  /** Neither mainnet, testnet nor devnet with a suffix of a-z, 0-9 and hyphens; at most 64. */
  BAD_NAME,
  /** The genesis time is not within 1..2^40 seconds. */
  BAD_GENESIS_TIME,
  /** The block interval is not within 1..2^31-1 seconds. */
  BAD_INTERVAL,
  /** The base reward is above {@link GenesisDocument#MAX_BASE_REWARD}. */
  BAD_BASE_REWARD,
  /** A public network whose time, interval, base reward or coinbase is not the fixed one. */
  NOT_THE_PUBLIC_NETWORK,
  /** The coinbase is not version 1, without inputs and lock, at genesis time. */
  BAD_COINBASE,
  /** A devnet allocation does not pay to an address of the network. */
  BAD_ALLOCATION,
  /** An allocation or the sum of all is above 2^63-1 satoshi. */
  ALLOCATIONS_OUT_OF_RANGE,
  /** There is no member. */
  NO_MEMBERS,
  /** Two members have one consensus key. */
  DUPLICATE_MEMBER,
  /** A member's owner or reward is no address of the network. */
  BAD_MEMBER_ADDRESS,
  /** A member's endpoint is not 1 to 128 printable ASCII characters. */
  BAD_ENDPOINT,
  /** A line of a members file is not: tier, key, owner, reward, endpoint. */
  BAD_MEMBER_LINE
}
