package io.timecoin.gateway.tracking;

import com.google.protobuf.ByteString;
import io.timecoin.protocol.crypto.Hash256;

/**
 * A microblock whose certificate was verified; shared by all its transactions.
 *
 * @param header canonical MicroblockHeader
 * @param certificate canonical Certificate
 */
public record FinalMicroblock(
    long sequence, Hash256 digest, long timeMillis, ByteString header, ByteString certificate) {}
