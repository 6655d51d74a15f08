package io.timecoin.gateway.peers.limits;

import java.time.Instant;

/**
 * One ban.
 *
 * @param reason "manually added", or the misdeed that was one too many
 */
public record Ban(BanSubject subject, Instant since, Instant until, String reason) {}
