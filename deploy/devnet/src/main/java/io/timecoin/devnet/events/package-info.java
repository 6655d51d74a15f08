/**
 * Verifies the public event stream: what {@code chain.*} says against what its certificates prove.
 */
package io.timecoin.devnet.events;
