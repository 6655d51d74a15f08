package io.timecoin.mempool.ingress;

import io.smallrye.mutiny.Uni;
import io.timecoin.kit.http.ProtobufBody;
import io.timecoin.kit.http.QueryException;
import io.timecoin.mempool.fees.FeeEstimate;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;

/** The internal read of what a newcomer should pay. */
@Path("/internal/v1/mempool/fees")
@Produces(ProtobufBody.MEDIA_TYPE)
public class FeesResource {
  private static final int LONGEST_SECONDS = 7_200;

  private final DomainQuestions domain;

  @Inject
  public FeesResource(DomainQuestions domain) {
    this.domain = domain;
  }

  /** A rate at which a newcomer should be final within so many seconds. */
  @GET
  public Uni<io.timecoin.protocol.proto.internal.v1.FeeEstimate> estimate(
      @QueryParam("seconds") @DefaultValue("1") int seconds) {
    if (seconds < 1 || seconds > LONGEST_SECONDS) {
      throw QueryException.badRequest("seconds is from 1 to " + LONGEST_SECONDS);
    }
    return domain.ask(node -> answer(node.estimateFee(seconds)));
  }

  private static io.timecoin.protocol.proto.internal.v1.FeeEstimate answer(FeeEstimate estimate) {
    var answer = io.timecoin.protocol.proto.internal.v1.FeeEstimate.newBuilder();
    return switch (estimate) {
      case FeeEstimate.Rate(long perKilobyte, long seconds) ->
          answer.setPerKilobyte(perKilobyte).setSeconds(seconds).build();
      case FeeEstimate.Unknown(String reason) -> answer.setUnknown(reason).build();
    };
  }
}
