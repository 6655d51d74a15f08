package io.timecoin.gateway.egress;

import com.google.protobuf.UnsafeByteOperations;
import io.quarkus.runtime.Startup;
import io.timecoin.gateway.config.GatewayConfig;
import io.timecoin.gateway.lookup.MempoolReads;
import io.timecoin.kit.config.NodeConfig;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.proto.internal.v1.FeeEstimate;
import io.timecoin.protocol.proto.internal.v1.FetchedProposal;
import io.timecoin.protocol.proto.internal.v1.MempoolEntries;
import io.timecoin.protocol.proto.internal.v1.MempoolEntry;
import io.timecoin.protocol.proto.internal.v1.MempoolInfo;
import io.timecoin.protocol.proto.internal.v1.MempoolPage;
import io.timecoin.protocol.proto.internal.v1.MempoolTransaction;
import io.timecoin.protocol.proto.internal.v1.OutpointState;
import io.timecoin.protocol.proto.internal.v1.PriorityList;
import io.timecoin.protocol.proto.internal.v1.TrialAnswer;
import io.timecoin.protocol.proto.internal.v1.TrialRequest;
import io.timecoin.protocol.transaction.OutPoint;
import io.timecoin.protocol.transaction.Transaction;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Asks the mempool service by HTTP. */
@Startup
@Singleton
public final class HttpMempoolReads extends HttpReads implements MempoolReads {

  @Inject
  public HttpMempoolReads(NodeConfig node, GatewayConfig config) {
    super("mempool", node.mempoolUrls(), node, config);
  }

  @Override
  public CompletableFuture<MempoolInfo> info() {
    return reads.get("/internal/v1/mempool", MempoolInfo.parser());
  }

  @Override
  public CompletableFuture<MempoolPage> transactions(int limit) {
    return reads.get("/internal/v1/mempool/transactions?limit=" + limit, MempoolPage.parser());
  }

  @Override
  public CompletableFuture<MempoolTransaction> transaction(Hash256 txid) {
    return reads.get("/internal/v1/mempool/transactions/" + txid, MempoolTransaction.parser());
  }

  @Override
  public CompletableFuture<MempoolEntry> entry(Hash256 txid) {
    return reads.get("/internal/v1/mempool/entries/" + txid, MempoolEntry.parser());
  }

  @Override
  public CompletableFuture<MempoolEntries> ancestors(Hash256 txid, boolean whole) {
    return reads.get(
        "/internal/v1/mempool/entries/%s/ancestors?whole=%b".formatted(txid, whole),
        MempoolEntries.parser());
  }

  @Override
  public CompletableFuture<MempoolEntries> descendants(Hash256 txid, boolean whole) {
    return reads.get(
        "/internal/v1/mempool/entries/%s/descendants?whole=%b".formatted(txid, whole),
        MempoolEntries.parser());
  }

  @Override
  public CompletableFuture<TrialAnswer> trial(List<Transaction> transactions) {
    var question = TrialRequest.newBuilder();
    for (Transaction transaction : transactions) {
      question.addTransactions(UnsafeByteOperations.unsafeWrap(transaction.encode()));
    }
    return reads.ask("/internal/v1/mempool/trials", question.build(), TrialAnswer.parser());
  }

  @Override
  public CompletableFuture<FeeEstimate> feeEstimate(long seconds) {
    return reads.get("/internal/v1/mempool/fees?seconds=" + seconds, FeeEstimate.parser());
  }

  @Override
  public CompletableFuture<PriorityList> priorities() {
    return reads.get("/internal/v1/mempool/priorities", PriorityList.parser());
  }

  @Override
  public CompletableFuture<OutpointState> outpoint(OutPoint outpoint) {
    return reads.get("/internal/v1/mempool/" + path(outpoint), OutpointState.parser());
  }

  @Override
  public CompletableFuture<byte[]> body(Hash256 wtxid) {
    return reads.bytes("/internal/v1/mempool/bodies/" + wtxid);
  }

  @Override
  public CompletableFuture<FetchedProposal> proposal(Hash256 digest) {
    return reads.get("/internal/v1/mempool/proposals/" + digest, FetchedProposal.parser());
  }
}
