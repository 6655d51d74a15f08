package io.timecoin.gateway.ingress.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.proto.chain.v1.AddressRecord;
import io.timecoin.protocol.proto.internal.v1.AddressBalance;
import io.timecoin.protocol.proto.internal.v1.AddressHistory;
import io.timecoin.protocol.proto.internal.v1.Utxo;
import io.timecoin.protocol.proto.internal.v1.UtxoPage;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is answered of an address; every amount is in satoshi. */
final class AddressResponses {
  private AddressResponses() {}

  /** What it holds. */
  @Schema(name = "AddressBalance")
  public record Balance(
      String address,
      @Schema(description = "Satoshi") long balance,
      long utxoCount,
      @Schema(description = "The sequence at which this holds") long sequence) {

    static Balance of(Address address, AddressBalance balance) {
      return new Balance(
          address.toString(), balance.getBalance(), balance.getUtxoCount(), balance.getSequence());
    }
  }

  /** A page of its unspent outputs, in order of outpoints. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "AddressUtxos")
  public record Utxos(
      @Schema(description = "The sequence at which this page holds") long sequence,
      List<Unspent> utxos,
      @Schema(description = "cursor of the next page; absent on the last") String nextCursor) {

    static Utxos of(UtxoPage page) {
      return new Utxos(
          page.getSequence(),
          page.getUtxosList().stream().map(Unspent::of).toList(),
          page.getNextCursor().isEmpty() ? null : page.getNextCursor());
    }
  }

  /** An unspent output. */
  @Schema(name = "UnspentOutput")
  public record Unspent(
      String txid,
      long index,
      @Schema(description = "Satoshi") long value,
      @Schema(description = "The sequence that created it; 0 is genesis") long sequence,
      boolean coinbase) {

    static Unspent of(Utxo utxo) {
      return new Unspent(
          Json.hex(utxo.getTxid()),
          Integer.toUnsignedLong(utxo.getIndex()),
          utxo.getValue(),
          utxo.getSequence(),
          utxo.getCoinbase());
    }
  }

  /** A page of its changes, newest first. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "AddressHistory")
  public record History(
      @Schema(description = "The sequence at which this page holds") long sequence,
      List<Change> changes,
      @Schema(description = "before of the next page; absent on the last") Long nextBefore) {

    static History of(AddressHistory history) {
      List<Change> changes = history.getEntriesList().stream().map(Change::of).toList();
      boolean isLast = changes.isEmpty() || changes.getLast().number() == 1;
      return new History(
          history.getSequence(), changes, isLast ? null : changes.getLast().number());
    }
  }

  /** A change of its balance. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "AddressChange")
  public record Change(
      @Schema(description = "Counts the address's changes from 1 without gaps") long number,
      @Schema(description = "The microblock it is in; 0 is genesis") long sequence,
      @Schema(description = "When that was made, Unix milliseconds") long timeMillis,
      @Schema(description = "Satoshi; absent in a debit") Long credit,
      @Schema(description = "Satoshi; absent in a credit") Long debit,
      @Schema(description = "Satoshi") long balanceAfter,
      @Schema(description = "The transaction that changed it") String txid,
      @Schema(description = "The output that it created or spent") String outpointTxid,
      long outpointIndex) {

    static Change of(AddressRecord record) {
      return new Change(
          record.getEntryNumber(),
          record.getSequence(),
          record.getMicroblockTimeMillis(),
          record.hasCredit() ? record.getCredit() : null,
          record.hasDebit() ? record.getDebit() : null,
          record.getBalanceAfter(),
          Json.hex(record.getTxid()),
          Json.hex(record.getOutpointTxid()),
          Integer.toUnsignedLong(record.getOutpointIndex()));
    }
  }
}
