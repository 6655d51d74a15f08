package io.timecoin.gateway.ingress.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Transactions to take in, 1 to 1,024; for documentation, bodies are read as they stream. */
@Schema(name = "Submit")
public record SubmitRequest(
    @Schema(description = "Canonical transactions in hex") List<String> transactions) {}
