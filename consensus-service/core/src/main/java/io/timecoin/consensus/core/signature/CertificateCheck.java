package io.timecoin.consensus.core.signature;

import io.timecoin.protocol.committee.Certificate;
import io.timecoin.protocol.committee.Committee;
import io.timecoin.protocol.committee.VoteType;

/** Whether a certificate proves a quorum of votes of one type (PROTOCOL §6.3, §6.8). */
@FunctionalInterface
public interface CertificateCheck {
  boolean proves(VoteType type, Committee committee, Certificate certificate);
}
