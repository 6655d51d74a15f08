package io.timecoin.gateway.ingress.rpc.method;

import com.fasterxml.jackson.databind.JsonNode;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcMethodName;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.kit.genesis.Genesis;
import io.timecoin.protocol.address.Address;
import io.timecoin.protocol.address.AddressException;
import io.timecoin.protocol.transaction.OutputScript;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;

/** {@code validateaddress}: names the defect. */
@Singleton
public final class ValidateAddress implements RpcMethod {
  private final Genesis genesis;

  @Inject
  public ValidateAddress(Genesis genesis) {
    this.genesis = genesis;
  }

  @Override
  public RpcMethodName name() {
    return RpcMethodName.VALIDATEADDRESS;
  }

  @Override
  public CompletableFuture<JsonNode> call(RpcParams params) {
    return CompletableFuture.completedFuture(judge(params.text("address")));
  }

  private JsonNode judge(String text) {
    try {
      Address address = Address.parse(text, genesis.network());
      return Json.object()
          .put("isvalid", true)
          .put("address", address.toString())
          .put("network", genesis.network().label())
          .put("scriptPubKey", new OutputScript.PayToAddress(address).encoded().toString());
    } catch (AddressException e) {
      return Json.object()
          .put("isvalid", false)
          .put("error_code", e.error().name())
          .put("error", e.getMessage());
    }
  }
}
