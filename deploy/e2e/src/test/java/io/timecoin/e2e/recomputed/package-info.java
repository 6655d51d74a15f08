/**
 * PROTOCOL §1.3, §2 and §7 once more, written from its text on plain byte arrays: shares no code
 * with the protocol module, so that an error there cannot hide here.
 */
package io.timecoin.e2e.recomputed;
