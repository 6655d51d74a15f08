package io.timecoin.gateway.peers.identity;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * TLS 1.3 with a certificate on both ends. The handshake proves that each end holds its
 * certificate's key; what a certificate must be is judged by {@link CertificateCheck} right after
 * it, before anything is read: the refused end then gets a Goodbye with the reason, where a TLS
 * alert would tell its operator nothing.
 */
public final class PeerTls {
  private static final String[] PROTOCOLS = {"TLSv1.3"};
  private static final String[] CIPHERS = {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"};

  private final SslContext server;
  private final SslContext client;

  public PeerTls(NodeKey key, Instant now) {
    this(key, NodeCertificate.create(key, now));
  }

  /** With a certificate made elsewhere. */
  public PeerTls(NodeKey key, X509Certificate... chain) {
    try {
      server =
          finished(
              SslContextBuilder.forServer(key.privateKey(), chain).clientAuth(ClientAuth.REQUIRE));
      client = finished(SslContextBuilder.forClient().keyManager(key.privateKey(), chain));
    } catch (SSLException e) {
      throw new IllegalStateException("the JDK knows TLS 1.3", e);
    }
  }

  public SslContext server() {
    return server;
  }

  public SslContext client() {
    return client;
  }

  private static SslContext finished(SslContextBuilder builder) throws SSLException {
    return builder
        .sslProvider(SslProvider.JDK)
        .protocols(PROTOCOLS)
        .ciphers(java.util.List.of(CIPHERS))
        .trustManager(new JudgedAfterwards())
        // Sessions resumed would skip the certificates.
        .sessionCacheSize(1)
        .sessionTimeout(1)
        .endpointIdentificationAlgorithm(null)
        .build();
  }

  /** Extended, so that the JDK adds no rules of its own, such as names of hosts. */
  private static final class JudgedAfterwards extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
