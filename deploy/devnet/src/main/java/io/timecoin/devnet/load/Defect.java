package io.timecoin.devnet.load;

import io.timecoin.protocol.rules.RejectCode;

/**
 * A way of being invalid that a client can cause, and the code that must come back. A coin that
 * nobody knows makes an orphan (PROTOCOL §5.4): its code is why it waits, minutes before its end.
 */
public enum Defect {
  TOO_LARGE(RejectCode.TX_TOO_LARGE),
  TRAILING_BYTE(RejectCode.TX_MALFORMED),
  CUT_SHORT(RejectCode.TX_MALFORMED),
  VERSION_TWO(RejectCode.BAD_VERSION),
  WITHOUT_INPUTS(RejectCode.NO_INPUTS),
  WITHOUT_OUTPUTS(RejectCode.NO_OUTPUTS),
  MANY_INPUTS(RejectCode.TOO_MANY_INPUTS),
  MANY_OUTPUTS(RejectCode.TOO_MANY_OUTPUTS),
  SAME_INPUT_TWICE(RejectCode.DUPLICATE_INPUT),
  OTHER_NETWORK(RejectCode.BAD_OUTPUT_SCRIPT),
  VALUE_ABOVE_RANGE(RejectCode.VALUE_OUT_OF_RANGE),
  SUM_ABOVE_RANGE(RejectCode.VALUE_OUT_OF_RANGE),
  DUST_OUTPUT(RejectCode.DUST),
  FROM_THE_FUTURE(RejectCode.TIMESTAMP_IN_FUTURE),
  SHORT_SCRIPT_SIG(RejectCode.BAD_SCRIPT_SIG),
  FORGED_SIGNATURE(RejectCode.BAD_SIGNATURE),
  UNKNOWN_COIN(RejectCode.UNKNOWN_INPUT),
  SPENT_INPUT(RejectCode.INPUT_SPENT),
  ANOTHER_ONES_COIN(RejectCode.WRONG_KEY),
  MORE_OUT_THAN_IN(RejectCode.INSUFFICIENT_FUNDS),
  SMALL_FEE(RejectCode.FEE_TOO_LOW),
  LOCKED_UNTIL_LATER(RejectCode.NOT_FINAL);

  private final RejectCode code;

  Defect(RejectCode code) {
    this.code = code;
  }

  /** The code that must come back. */
  public RejectCode code() {
    return code;
  }

  /** What must be told of it. */
  Shipment.Expected expected() {
    return switch (code) {
      case UNKNOWN_INPUT -> new Shipment.Waiting(code);
      default -> new Shipment.Rejected(code);
    };
  }
}
