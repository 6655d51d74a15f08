package io.timecoin.gateway.ingress.rpc;

/** Every error a call can end with; Bitcoin's code where it has one. */
public enum RpcError {
  PARSE_ERROR(-32700),
  INVALID_REQUEST(-32600),
  METHOD_NOT_FOUND(-32601),
  INVALID_PARAMS(-32602),
  INTERNAL_ERROR(-32603),
  /** A parameter has another JSON type than it must have. */
  TYPE_ERROR(-3),
  /** No such transaction or block, or no address. */
  NOT_FOUND(-5),
  /** A parameter is outside its range. */
  INVALID_PARAMETER(-8),
  /** The bytes are no transaction. */
  DESERIALIZATION_ERROR(-22),
  /** Taken in, and not yet judged. */
  VERIFY_PENDING(-25),
  /** Refused by a rule; the message begins with the reject code. */
  VERIFY_REJECTED(-26),
  /** The node is added, or banned, already. */
  NODE_ALREADY_ADDED(-23),
  /** The node was not added. */
  NODE_NOT_ADDED(-24),
  /** No peer is like that. */
  NODE_NOT_CONNECTED(-29),
  /** Neither an IP address nor a node key, or one that is not banned. */
  INVALID_SUBJECT(-30),
  /** This gateway has no peers. */
  NO_PEERS(-31),
  /** This gateway does not take this by RPC. */
  FORBIDDEN(-2),
  /** Something the answer needs cannot be asked now: call again. */
  UNAVAILABLE(-28);

  private final int code;

  RpcError(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
