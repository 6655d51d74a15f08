package io.timecoin.ledger.store.query;

import io.smallrye.mutiny.Uni;
import io.timecoin.protocol.proto.internal.v1.CertifiedHeader;
import io.timecoin.protocol.proto.internal.v1.SealRange;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** The headers of sealing microblocks with their certificates (PROTOCOL §7.5). */
@ApplicationScoped
public class SealQuery {
  private static final String ROWS =
      "select microblock.header, microblock.certificate"
          + " from BlockEntity block, MicroblockEntity microblock"
          + " where microblock.sequence = block.lastSequence and block.height >= :from"
          + " order by block.height";

  private final SnapshotReads snapshots;

  @Inject
  public SealQuery(SnapshotReads snapshots) {
    this.snapshots = snapshots;
  }

  /**
   * In order of height; genesis, which nobody certified, is not among them.
   *
   * @param height of the first block
   * @param limit how many at most, 1 or more
   */
  public Uni<SealRange> range(long height, int limit) {
    return snapshots.read(
        session ->
            session
                .createQuery(ROWS, Object[].class)
                .setParameter("from", Math.max(1, height))
                .setMaxResults(limit)
                .getResultList()
                .map(SealQuery::answer));
  }

  private static SealRange answer(List<Object[]> rows) {
    var range = SealRange.newBuilder();
    for (Object[] row : rows) {
      range.addSeals(
          CertifiedHeader.newBuilder()
              .setHeader(Protobufs.bytes((byte[]) row[0]))
              .setCertificate(Protobufs.bytes((byte[]) row[1])));
    }
    return range.build();
  }
}
