package io.timecoin.devnet.check;

/**
 * What a check found.
 *
 * @param subject one word
 * @param sentence what is so, and if it is bad what to do
 */
public record Finding(boolean ok, String subject, String sentence) {}
