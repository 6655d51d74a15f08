package io.timecoin.mempool.ingress;

import com.google.protobuf.ByteString;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.timecoin.kit.http.ProtobufBody;
import io.timecoin.kit.http.QueryException;
import io.timecoin.mempool.pool.TrialVerdict;
import io.timecoin.protocol.codec.DecodeException;
import io.timecoin.protocol.messages.RefusalMessages;
import io.timecoin.protocol.proto.internal.v1.Accepted;
import io.timecoin.protocol.proto.internal.v1.Final;
import io.timecoin.protocol.proto.internal.v1.TrialAnswer;
import io.timecoin.protocol.proto.internal.v1.TrialRequest;
import io.timecoin.protocol.transaction.Transaction;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.ArrayList;
import java.util.List;

/** The internal read of what would become of transactions: a question with a body. */
@Path("/internal/v1/mempool/trials")
@Consumes(ProtobufBody.MEDIA_TYPE)
@Produces(ProtobufBody.MEDIA_TYPE)
public class TrialResource {
  private static final int MOST_TRANSACTIONS = 25;

  private final DomainQuestions domain;

  @Inject
  public TrialResource(DomainQuestions domain) {
    this.domain = domain;
  }

  /** Whether these would be let in, in this order; the gateway has judged them by PROTOCOL §4.2. */
  @POST
  @Blocking
  public Uni<TrialAnswer> judge(TrialRequest request) {
    int asked = request.getTransactionsCount();
    if (asked < 1 || asked > MOST_TRANSACTIONS) {
      throw QueryException.badRequest("transactions are from 1 to " + MOST_TRANSACTIONS);
    }
    List<Transaction> transactions = decode(request.getTransactionsList());
    return domain.ask(node -> answer(node.trial(transactions)));
  }

  private static List<Transaction> decode(List<ByteString> canonical) {
    try {
      List<Transaction> transactions = new ArrayList<>(canonical.size());
      for (ByteString bytes : canonical) {
        transactions.add(Transaction.decode(bytes.toByteArray()));
      }
      return transactions;
    } catch (DecodeException e) {
      throw QueryException.badRequest("not a transaction: " + e.getMessage());
    }
  }

  private static TrialAnswer answer(List<TrialVerdict> verdicts) {
    var answer = TrialAnswer.newBuilder();
    verdicts.forEach(verdict -> answer.addVerdicts(answer(verdict)));
    return answer.build();
  }

  private static io.timecoin.protocol.proto.internal.v1.TrialVerdict answer(TrialVerdict verdict) {
    var answer = io.timecoin.protocol.proto.internal.v1.TrialVerdict.newBuilder();
    return switch (verdict) {
      case TrialVerdict.Allowed(long fee) ->
          answer.setAllowed(Accepted.newBuilder().setFee(fee)).build();
      case TrialVerdict.Final(long sequence) ->
          answer.setFinal(Final.newBuilder().setSequence(sequence)).build();
      case TrialVerdict.Refused(var refusal) ->
          answer.setRefused(RefusalMessages.toProto(refusal)).build();
    };
  }
}
