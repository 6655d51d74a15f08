package io.timecoin.gateway.ingress.rest;

import io.timecoin.gateway.ingress.view.TransactionView;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where each transaction stands, in the order asked. */
@Schema(name = "Statuses")
public record StatusResponse(List<TransactionView> transactions) {}
