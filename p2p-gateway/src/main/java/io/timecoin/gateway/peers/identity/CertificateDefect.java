package io.timecoin.gateway.peers.identity;

/** Why a certificate is no node's, in the order in which it is looked at. */
public enum CertificateDefect {
  NO_CERTIFICATE,
  /** A chain: node certificates are signed by nobody else. */
  NOT_ALONE,
  NOT_ED25519,
  NOT_SELF_SIGNED,
  NOT_YET_VALID,
  EXPIRED
}
