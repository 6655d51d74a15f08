package io.timecoin.e2e;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.devnet.api.RpcFailure;
import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.chain.ChainState;
import io.timecoin.protocol.transaction.Transaction;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A devnet with one payment that was sealed, asked by JSON-RPC, and the stream of its chain
 * replayed beside it.
 */
final class RpcScene {
  static final long TIME = 100_000_000L;
  static final Address PAYEE = Purse.stranger();

  private final RunningDevnet devnet;
  private Transaction payment;
  private long lastSequence;

  /** An answer and the chain as it was when it was given. */
  record Answered(JsonNode answer, ChainState chain, ChainStream stream) {}

  RpcScene(RunningDevnet devnet) {
    this.devnet = devnet;
  }

  RunningDevnet devnet() {
    return devnet;
  }

  Payments payments() {
    return new Payments(devnet.gateway());
  }

  /** Pays, and waits until the payment is in a block. */
  void pay() {
    payment = devnet.purse().payWithMemo(devnet.purse().coin(), PAYEE, 7 * TIME, "hello");
    payments().settle(payment);
    payments().awaitHeight(1, Duration.ofSeconds(30));
    payments().awaitState(payment.txid().toString(), Set.of("confirmed"));
  }

  Transaction payment() {
    return payment;
  }

  /** Asks until no microblock came in between, so that the chain at that moment is known. */
  Answered ask(String method, Object... parameters) {
    JsonNode answer =
        Poll.until(
            "a quiet moment",
            Payments.LIMIT,
            () -> {
              long before = payments().sequence();
              JsonNode given = devnet.gateway().call(method, parameters);
              lastSequence = before;
              return payments().sequence() == before ? Optional.of(given) : Optional.empty();
            });
    ChainStream stream = ChainStream.read(devnet).upTo(lastSequence);
    return new Answered(answer, stream.verified().state(), stream);
  }

  RpcFailure refusal(String method, Object... parameters) {
    return catchThrowableOfType(RpcFailure.class, () -> devnet.gateway().call(method, parameters));
  }
}
