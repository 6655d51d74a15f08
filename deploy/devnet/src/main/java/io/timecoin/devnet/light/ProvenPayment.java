package io.timecoin.devnet.light;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What has been proven of a payment.
 *
 * @param sequence of its microblock; 0 is genesis
 * @param weight of the members who signed; 0 for genesis, which needs no proof
 * @param totalWeight of the committee
 * @param seals that were proven on the way
 * @param height of the block that confirms it; empty while none does
 * @param pays address (or script in hex) and amount of each output
 */
public record ProvenPayment(
    String txid,
    long sequence,
    long weight,
    long totalWeight,
    long seals,
    Optional<Long> height,
    Optional<String> blockHash,
    List<Share> pays) {

  /**
   * One output.
   *
   * @param amount TIME
   */
  public record Share(String to, BigDecimal amount) {}

  /** For a program; what is not known is left out. */
  public Map<String, Object> json() {
    var json = new LinkedHashMap<String, Object>();
    json.put("txid", txid);
    json.put("sequence", sequence);
    json.put("weight", weight);
    json.put("total_weight", totalWeight);
    json.put("seals", seals);
    height.ifPresent(known -> json.put("height", known));
    blockHash.ifPresent(known -> json.put("block_hash", known));
    json.put("pays", pays);
    return json;
  }

  /** For a person. */
  public String text() {
    String confirmed =
        height.isPresent()
            ? "confirmed by block %,d (%s)".formatted(height.get(), blockHash.orElseThrow())
            : "no block that this node shows confirms it yet";
    String signed =
        sequence == 0
            ? "part of the genesis document"
            : "signed by weight %,d of %,d, %,d seals proven from genesis on"
                .formatted(weight, totalWeight, seals);
    return """
    proven: %s is final in sequence %,d
      %s
      %s
    %s\
    """
        .formatted(
            txid,
            sequence,
            signed,
            confirmed,
            pays.stream()
                .map(
                    share ->
                        "  pays %s TIME to %s"
                            .formatted(share.amount().toPlainString(), share.to()))
                .collect(Collectors.joining("\n")));
  }
}
