package io.timecoin.devnet.command;

import io.timecoin.devnet.api.Wallet;
import io.timecoin.devnet.api.Wallet.FinalPayment;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Pays. */
@Command(
    name = "send",
    description = "Builds, signs and sends a payment, and waits until it is final.",
    mixinStandardHelpOptions = true)
final class SendCommand implements Callable<Integer> {
  @ParentCommand private CliCommand cli = new CliCommand();
  @Mixin private PaymentOptions options = new PaymentOptions();

  @Override
  public Integer call() {
    Wallet wallet = options.wallet(cli.devnet(), cli.node());
    FinalPayment paid = wallet.send(wallet.sign(options.order()));
    System.out.println(
        "%s%nfinal in %d ms at sequence %d".formatted(paid.txid(), paid.millis(), paid.sequence()));
    return 0;
  }
}
