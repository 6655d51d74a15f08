package io.timecoin.devnet.command;

import io.timecoin.devnet.LauncherFailure;
import io.timecoin.devnet.api.Wallet;
import io.timecoin.devnet.api.Wallet.Order;
import io.timecoin.devnet.suite.DevnetFolder;
import io.timecoin.devnet.suite.DevnetKeys;
import io.timecoin.devnet.suite.GenesisHash;
import io.timecoin.devnet.suite.KeyFiles;
import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.address.AddressException;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.rules.Limits;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What {@code cli sign} and {@code cli send} have in common. */
final class PaymentOptions {
  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "the payer's key file (default: the devnet's funded wallet)")
  private Path key;

  @Option(names = "--to", required = true, paramLabel = "ADDRESS", description = "who is paid")
  private String to = "";

  @Option(
      names = "--amount",
      required = true,
      paramLabel = "TIME",
      description = "how much, in TIME with at most 8 decimals")
  private BigDecimal amount = BigDecimal.ZERO;

  @Option(names = "--memo", paramLabel = "TEXT", description = "a note for everybody to read")
  private String memo;

  @Option(
      names = "--fee",
      paramLabel = "SATOSHI",
      description = "pay at least this fee (default: the minimum)")
  private Long fee;

  Wallet wallet(DevnetName name, NodeOption node) {
    DevnetFolder folder = name.folder();
    name.running();
    return new Wallet(
        node.gateway(folder),
        GenesisHash.of(folder),
        KeyFiles.read(key == null ? DevnetKeys.walletFile(folder) : key),
        InstantSource.system());
  }

  Order order() {
    return new Order(address(), satoshi(), Optional.ofNullable(memo), Optional.ofNullable(fee));
  }

  private Address address() {
    try {
      return Address.parse(to, Network.DEVNET);
    } catch (AddressException e) {
      throw new LauncherFailure("\"%s\" is no devnet address: %s".formatted(to, e.getMessage()), e);
    }
  }

  private long satoshi() {
    try {
      return amount.multiply(BigDecimal.valueOf(Limits.SATOSHI_PER_TIME)).longValueExact();
    } catch (ArithmeticException e) {
      throw new LauncherFailure(
          "an amount has at most 8 decimals and is at most 92,233,720,368 TIME, not " + amount, e);
    }
  }
}
