package io.timecoin.protocol.client;

import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.rules.Limits;
import io.timecoin.protocol.rules.UnspentOutput;
import io.timecoin.protocol.transaction.Input;
import io.timecoin.protocol.transaction.Output;
import io.timecoin.protocol.transaction.OutputScript;
import io.timecoin.protocol.transaction.ScriptSig;
import io.timecoin.protocol.transaction.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Makes a payment that every node accepts: chooses inputs, adds change and pays the lowest fee
 * (PROTOCOL §4). The same calls always make the same payment. Collect with {@link #from}, {@link
 * #pay} and the others, then {@link #build}; not thread-safe.
 */
public final class PaymentBuilder {
  private static final Comparator<UnspentOutput> LARGEST_FIRST =
      Comparator.comparingLong((UnspentOutput unspent) -> unspent.output().value())
          .reversed()
          .thenComparing(UnspentOutput::outpoint);

  private final Network network;
  private final Address changeAddress;
  private final List<UnspentOutput> available = new ArrayList<>();
  private final List<Output> outputs = new ArrayList<>();
  private Optional<String> memo = Optional.empty();
  private long wantedFee;
  private int lockTime;

  /**
   * A payment without inputs and outputs yet.
   *
   * @param changeAddress where the rest comes back to
   */
  public PaymentBuilder(Network network, Address changeAddress) {
    this.network = network;
    this.changeAddress = changeAddress;
  }

  /** Offers outputs to spend; the largest are taken first, no more than needed. */
  public PaymentBuilder from(Collection<UnspentOutput> unspent) {
    available.addAll(unspent);
    return this;
  }

  /**
   * Pays an amount.
   *
   * @param satoshi at least 546
   */
  public PaymentBuilder pay(Address to, long satoshi) {
    outputs.add(Output.payTo(to, satoshi));
    return this;
  }

  /** Adds a note that everybody can read; at most one, 256 bytes of UTF-8. */
  public PaymentBuilder memo(String text) {
    memo = Optional.of(text);
    return this;
  }

  /** Pays at least this fee, for a better place in the order; without it, the minimum. */
  public PaymentBuilder fee(long satoshi) {
    wantedFee = satoshi;
    return this;
  }

  /** Keeps the payment from becoming final before a height or a time (PROTOCOL §4.3). */
  public PaymentBuilder lockTime(int heightOrSeconds) {
    lockTime = heightOrSeconds;
    return this;
  }

  /**
   * The payment.
   *
   * @param timestamp Unix seconds; by PROTOCOL §4.2 no more than 600 s ahead of the network
   * @throws PaymentException naming the first thing that is in its way
   */
  public UnsignedPayment build(long timestamp) throws PaymentException {
    List<Output> wanted = wantedOutputs();
    long amount = amountOf(wanted);
    var chosen = new ArrayList<UnspentOutput>();
    long inputs = 0;
    for (UnspentOutput next :
        available.stream().filter(this::spendable).sorted(LARGEST_FIRST).toList()) {
      chosen.add(next);
      inputs += next.output().value();
      if (inputs < 0) {
        throw new PaymentException(
            PaymentError.AMOUNT_OUT_OF_RANGE, "the inputs are above 2^63-1 satoshi");
      }
      Optional<Change> change = Change.of(inputs, amount, wantedFee);
      if (change.isPresent()) {
        return payment(chosen, wanted, change.get(), timestamp);
      }
    }
    throw new PaymentException(
        PaymentError.INSUFFICIENT_FUNDS,
        "%d satoshi do not cover %d and the fee".formatted(inputs, amount));
  }

  private UnsignedPayment payment(
      List<UnspentOutput> chosen, List<Output> wanted, Change change, long timestamp)
      throws PaymentException {
    var all = new ArrayList<>(wanted);
    if (change.change() > 0) {
      all.add(Output.payTo(changeAddress, change.change()));
    }
    if (all.size() > Limits.MAX_OUTPUTS) {
      throw new PaymentException(
          PaymentError.TOO_MANY_OUTPUTS, all.size() + " outputs with the change");
    }
    List<Input> inputs =
        chosen.stream().map(unspent -> Input.unsigned(unspent.outpoint())).toList();
    var transaction = new Transaction(1, inputs, all, lockTime, timestamp);
    long signedSize = transaction.size() + (long) ScriptSig.SIZE * inputs.size();
    if (inputs.size() > Limits.MAX_INPUTS || signedSize > Limits.MAX_TRANSACTION_BYTES) {
      throw new PaymentException(
          PaymentError.FUNDS_TOO_SCATTERED,
          "%d inputs would take %d bytes".formatted(inputs.size(), signedSize));
    }
    return new UnsignedPayment(network, transaction, chosen, change.fee(), change.change());
  }

  private boolean spendable(UnspentOutput unspent) {
    return OutputScript.parse(unspent.output().script(), network)
        instanceof OutputScript.PayToAddress;
  }

  private List<Output> wantedOutputs() throws PaymentException {
    if (outputs.isEmpty()) {
      throw new PaymentException(PaymentError.NOTHING_TO_PAY, "no amount was given");
    }
    var wanted = new ArrayList<>(outputs);
    if (memo.isPresent()) {
      try {
        wanted.add(Output.memo(memo.get()));
      } catch (IllegalArgumentException e) {
        throw new PaymentException(PaymentError.BAD_MEMO, e.getMessage());
      }
    }
    return wanted;
  }

  private long amountOf(List<Output> wanted) throws PaymentException {
    long amount = 0;
    for (Output output : wanted) {
      if (output.isUtxo() && output.value() < Limits.DUST_LIMIT) {
        throw new PaymentException(
            PaymentError.AMOUNT_BELOW_DUST,
            "%d satoshi, at least %d".formatted(output.value(), Limits.DUST_LIMIT));
      }
      amount += output.value();
      if (amount < 0) {
        throw new PaymentException(
            PaymentError.AMOUNT_OUT_OF_RANGE, "the amounts are above 2^63-1 satoshi");
      }
    }
    return amount;
  }
}
