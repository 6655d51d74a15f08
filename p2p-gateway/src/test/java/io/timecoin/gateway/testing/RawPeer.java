package io.timecoin.gateway.testing;

import com.google.protobuf.ByteString;
import io.timecoin.gateway.peers.HostAndPort;
import io.timecoin.gateway.peers.frame.FrameException;
import io.timecoin.gateway.peers.frame.Frames;
import io.timecoin.gateway.peers.hello.HelloRules;
import io.timecoin.gateway.peers.identity.NodeCertificate;
import io.timecoin.gateway.peers.identity.NodeKey;
import io.timecoin.protocol.crypto.Hash256;
import io.timecoin.protocol.network.Network;
import io.timecoin.protocol.proto.p2p.v1.Goodbye;
import io.timecoin.protocol.proto.p2p.v1.Hello;
import io.timecoin.protocol.proto.p2p.v1.PeerMessage;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** A peer that says whatever a test wants over real TLS. */
public final class RawPeer implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;

  private final SSLSocket socket;
  private final DataInputStream in;
  private final OutputStream out;

  /** Connects with a certificate, or without any when there is none. */
  public RawPeer(HostAndPort to, PrivateKey key, X509Certificate... chain) throws IOException {
    this(new Socket(to.host(), to.port()), to, key, chain);
  }

  private RawPeer(Socket plain, HostAndPort to, PrivateKey key, X509Certificate... chain)
      throws IOException {
    socket =
        (SSLSocket)
            context(key, chain).getSocketFactory().createSocket(plain, to.host(), to.port(), true);
    socket.setEnabledProtocols(new String[] {"TLSv1.3"});
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.startHandshake();
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  public static RawPeer connect(HostAndPort to, NodeKey key, X509Certificate certificate)
      throws IOException {
    return new RawPeer(to, key.privateKey(), certificate);
  }

  /** With a good certificate of this key. */
  public static RawPeer connect(HostAndPort to, NodeKey key) throws IOException {
    return connect(to, key, NodeCertificate.create(key, Instant.now()));
  }

  /** As above, with a socket that takes little before somebody reads it. */
  public static RawPeer connectNarrow(HostAndPort to, NodeKey key, int receiveBuffer)
      throws IOException {
    var plain = new Socket();
    plain.setReceiveBufferSize(receiveBuffer);
    plain.connect(new InetSocketAddress(to.host(), to.port()));
    return new RawPeer(plain, to, key.privateKey(), NodeCertificate.create(key, Instant.now()));
  }

  private static SSLContext context(PrivateKey key, Certificate... chain) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      if (chain.length > 0) {
        store.setKeyEntry("node", key, new char[0], chain);
      }
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(keys.getKeyManagers(), new TrustManager[] {new Anybody()}, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A good Hello, to be spoilt. */
  public static Hello.Builder hello(Network network, Hash256 genesisHash, NodeKey key) {
    var genesis = ByteString.copyFrom(genesisHash.toByteArray());
    return Hello.newBuilder()
        .setProtocolVersion(HelloRules.PROTOCOL_VERSION)
        .setMagic(ByteString.copyFrom(HelloRules.magic(network)))
        .setGenesisHash(genesis)
        .setNodeKey(ByteString.copyFrom(key.publicKey().toByteArray()))
        .setLastDigest(genesis)
        .setAgent("raw");
  }

  public RawPeer send(Hello.Builder hello) throws IOException {
    return send(PeerMessage.newBuilder().setHello(hello).build());
  }

  public RawPeer send(PeerMessage message) throws IOException {
    try {
      return send(Frames.encode(message));
    } catch (FrameException e) {
      throw new AssertionError(e);
    }
  }

  public RawPeer send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
    return this;
  }

  /** The next message. */
  public PeerMessage receive() throws IOException {
    int length = Integer.reverseBytes(in.readInt());
    byte[] body = new byte[length];
    in.readFully(body);
    try {
      return Frames.decode(body);
    } catch (FrameException e) {
      throw new AssertionError(e);
    }
  }

  /** Reads on until the other end says why it ends. */
  public String goodbye() throws IOException {
    return farewell().getCode();
  }

  /** As above, with what it says to a person. */
  public Goodbye farewell() throws IOException {
    while (true) {
      PeerMessage message = receive();
      if (message.hasGoodbye()) {
        return message.getGoodbye();
      }
    }
  }

  /** Whether the other end has let go. */
  public boolean isClosed() {
    try {
      while (in.read() >= 0) {
        // What was under way.
      }
      return true;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static final class Anybody extends X509ExtendedTrustManager {
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
