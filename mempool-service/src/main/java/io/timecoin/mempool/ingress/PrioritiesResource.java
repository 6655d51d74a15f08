package io.timecoin.mempool.ingress;

import io.smallrye.mutiny.Uni;
import io.timecoin.kit.http.ProtobufBody;
import io.timecoin.protocol.proto.internal.v1.PriorityList;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** The internal read of what the operator has put forward or back. */
@Path("/internal/v1/mempool/priorities")
@Produces(ProtobufBody.MEDIA_TYPE)
public class PrioritiesResource {
  private final DomainQuestions domain;

  @Inject
  public PrioritiesResource(DomainQuestions domain) {
    this.domain = domain;
  }

  /** All of them, those of transactions that are not in the pool as well. */
  @GET
  public Uni<PriorityList> priorities() {
    return domain.ask(EntryAnswers::priorities);
  }
}
