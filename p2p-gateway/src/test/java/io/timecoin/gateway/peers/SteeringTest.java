package io.timecoin.gateway.peers;

import static io.timecoin.gateway.peers.PeerNodeTest.await;
import static io.timecoin.gateway.peers.PeerNodeTest.sleep;
import static io.timecoin.gateway.peers.TestNetwork.dialling;
import static io.timecoin.gateway.peers.TestNetwork.key;
import static io.timecoin.gateway.peers.TestNetwork.listening;
import static io.timecoin.gateway.peers.TestNetwork.stranger;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.timecoin.gateway.ingress.rpc.RpcError;
import io.timecoin.gateway.ingress.rpc.RpcException;
import io.timecoin.gateway.ingress.rpc.RpcMethod;
import io.timecoin.gateway.ingress.rpc.RpcParams;
import io.timecoin.gateway.ingress.rpc.method.AddNode;
import io.timecoin.gateway.ingress.rpc.method.ClearBanned;
import io.timecoin.gateway.ingress.rpc.method.DisconnectNode;
import io.timecoin.gateway.ingress.rpc.method.OperatorRight;
import io.timecoin.gateway.ingress.rpc.method.PeerSteering;
import io.timecoin.gateway.ingress.rpc.method.SetBan;
import io.timecoin.gateway.ingress.view.Json;
import io.timecoin.gateway.peers.TestNetwork.Node;
import io.timecoin.gateway.peers.limits.Ban;
import io.timecoin.gateway.peers.limits.BanSubject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A person steers a node by RPC, over real TLS connections of this machine. */
class SteeringTest {
  private final List<Node> nodes = new ArrayList<>();

  @AfterEach
  void closeAll() {
    nodes.forEach(Node::close);
  }

  private Node start(LocalNode self, PeerSettings settings) {
    Node node = new Node(self, settings);
    nodes.add(node);
    return node.started();
  }

  private static JsonNode call(
      Node at, Function<PeerSteering, RpcMethod> method, Object... parameters) {
    return call(new PeerSteering(() -> Optional.of(at.node), true), method, parameters);
  }

  private static JsonNode call(
      PeerSteering steering, Function<PeerSteering, RpcMethod> method, Object... parameters) {
    ArrayNode sent = Json.array();
    for (Object each : parameters) {
      sent.addPOJO(each);
    }
    RpcMethod called = method.apply(steering);
    return called.call(RpcParams.bind(called.name(), Json.MAPPER.valueToTree(sent))).join();
  }

  private static void assertRefused(
      RpcError error, Node at, Function<PeerSteering, RpcMethod> method, Object... parameters) {
    assertThatThrownBy(() -> call(at, method, parameters))
        .isInstanceOfSatisfying(
            RpcException.class, refused -> assertThat(refused.error()).isEqualTo(error));
  }

  private static void awaitPeers(int count, Node... all) {
    for (Node node : all) {
      await("%d peers".formatted(count), () -> node.node.connected().size() == count);
    }
  }

  @Test
  void addNodeKeepsAPeerConnectedUntilItIsRemoved() {
    Node one = start(stranger(key(1)), listening());
    Node two = start(stranger(key(2)), dialling());
    String address = one.address().toString();

    assertThat(call(two, AddNode::new, address, "add").isNull()).isTrue();
    awaitPeers(1, one, two);
    assertRefused(RpcError.NODE_ALREADY_ADDED, two, AddNode::new, address, "add");
    assertThat(two.node.steering().kept()).isEqualTo(new Steering.Kept(1, 1));

    assertThat(call(two, AddNode::new, address, "remove").isNull()).isTrue();
    awaitPeers(0, one, two);
    await("the reason", () -> one.meter.of("told OPERATOR") == 1);
    assertRefused(RpcError.NODE_NOT_ADDED, two, AddNode::new, address, "remove");
    sleep(600);
    assertThat(two.node.connected()).isEmpty();
  }

  @Test
  void aTryIsOne() {
    Node one = start(stranger(key(1)), listening());
    Node two = start(stranger(key(2)), dialling());

    assertThat(call(two, AddNode::new, one.address().toString(), "onetry").isNull()).isTrue();
    awaitPeers(1, one, two);
    assertThat(two.node.steering().kept().configured()).isZero();
    assertRefused(
        RpcError.NODE_ALREADY_ADDED, two, AddNode::new, one.address().toString(), "onetry");

    assertThat(one.node.steering().disconnect(_ -> true)).isEqualTo(1);
    awaitPeers(0, two);
    sleep(600);
    assertThat(two.node.connected()).isEmpty();
  }

  @Test
  void aDisconnectedPeerIsToldAndComesBackWhereItIsKept() {
    Node one = start(stranger(key(1)), listening());
    Node two = start(stranger(key(2)), dialling(one.address()));
    awaitPeers(1, one, two);
    long id = one.node.connected().getFirst().id();
    assertRefused(RpcError.NODE_NOT_CONNECTED, one, DisconnectNode::new, "", id + 1);
    assertRefused(RpcError.INVALID_PARAMS, one, DisconnectNode::new);
    assertRefused(RpcError.INVALID_PARAMS, one, DisconnectNode::new, "127.0.0.1:1", id);

    assertThat(call(one, DisconnectNode::new, "", id).isNull()).isTrue();

    await("told", () -> two.meter.of("told OPERATOR") == 1);
    await("back", () -> one.heard.events().stream().filter("connected false"::equals).count() == 2);
    awaitPeers(1, one, two);
    assertThat(call(one, DisconnectNode::new, key(2).publicKey().toString()).isNull()).isTrue();
    await("told again", () -> two.meter.of("told OPERATOR") == 2);
  }

  @Test
  void aBannedNodeIsToldAndStaysAwayUntilTheBanIsLifted() {
    Node one = start(stranger(key(1)), listening());
    Node two = start(stranger(key(2)), dialling(one.address()));
    awaitPeers(1, one, two);
    String banned = key(2).publicKey().toString();

    assertThat(call(one, SetBan::new, banned, "add", 600).isNull()).isTrue();

    await("told", () -> two.meter.of("told BANNED") >= 1);
    awaitPeers(0, one, two);
    Ban ban = one.node.steering().bans().getFirst();
    assertThat(ban.subject()).isEqualTo(new BanSubject.Node(key(2).publicKey()));
    assertThat(Duration.between(ban.since(), ban.until())).isEqualTo(Duration.ofMinutes(10));
    assertRefused(RpcError.NODE_ALREADY_ADDED, one, SetBan::new, banned, "add");
    // Who asks anew, with the same key, is refused by its Hello.
    Node again = start(stranger(key(2)), dialling(one.address()));
    await("refused", () -> again.meter.of("told BANNED") == 1);
    assertThat(one.node.connected()).isEmpty();

    assertThat(call(one, SetBan::new, banned, "remove").isNull()).isTrue();
    assertThat(one.node.steering().bans()).isEmpty();
    Node third = start(stranger(key(2)), dialling(one.address()));
    awaitPeers(1, one, third);
  }

  @Test
  void aBannedAddressIsNeitherTakenNorDialled() {
    Node one = start(stranger(key(1)), listening());
    Node two = start(stranger(key(2)), dialling(one.address()));
    awaitPeers(1, one, two);

    assertThat(call(two, SetBan::new, "127.0.0.1", "add").isNull()).isTrue();
    await("told", () -> one.meter.of("told BANNED") == 1);
    awaitPeers(0, one, two);
    // Added anew, it is dialled at once.
    String address = one.address().toString();
    assertThat(call(two, AddNode::new, address, "remove").isNull()).isTrue();
    assertThat(call(two, AddNode::new, address, "add").isNull()).isTrue();
    await("dialled in vain", () -> two.meter.of("dial failed") >= 2);
    assertThat(two.node.connected()).isEmpty();

    assertThat(call(two, ClearBanned::new).isNull()).isTrue();
    awaitPeers(1, one, two);
  }

  @Test
  void whatIsNoAddressNodeOrCommandIsNamed() {
    Node one = start(stranger(key(1)), dialling());

    assertRefused(RpcError.INVALID_PARAMETER, one, AddNode::new, "nowhere", "add");
    assertRefused(RpcError.INVALID_PARAMETER, one, AddNode::new, "127.0.0.1:1", "keep");
    assertRefused(RpcError.INVALID_PARAMS, one, AddNode::new, "127.0.0.1:1");
    assertRefused(RpcError.INVALID_SUBJECT, one, SetBan::new, "example.org", "add");
    assertRefused(RpcError.INVALID_SUBJECT, one, SetBan::new, "10.0.0.1", "remove");
    assertRefused(RpcError.INVALID_PARAMETER, one, SetBan::new, "10.0.0.1", "add", -1);
    assertRefused(RpcError.TYPE_ERROR, one, SetBan::new, "10.0.0.1", "add", "long");
    assertRefused(RpcError.INVALID_PARAMETER, one, SetBan::new, "10.0.0.1", "extend");
  }

  @Test
  void nobodySteersWhereRpcIsForEverybodyOrThereAreNoPeers() {
    Node one = start(stranger(key(1)), dialling());

    for (var steering :
        List.of(
            new PeerSteering(() -> Optional.of(one.node), false),
            new PeerSteering(Optional::empty, true))) {
      assertThatThrownBy(() -> call(steering, ClearBanned::new))
          .isInstanceOfSatisfying(
              RpcException.class,
              refused -> assertThat(refused.error()).isIn(RpcError.FORBIDDEN, RpcError.NO_PEERS));
      assertThatThrownBy(() -> call(steering, SetBan::new, "10.0.0.1", "add"))
          .isInstanceOf(RpcException.class);
    }
    assertThat(one.node.steering().bans()).isEmpty();
    assertThat(OperatorRight.isThisMachine("127.0.0.1")).isTrue();
    assertThat(OperatorRight.isThisMachine("::1")).isTrue();
    assertThat(OperatorRight.isThisMachine("localhost")).isTrue();
    assertThat(OperatorRight.isThisMachine("0.0.0.0")).isFalse();
    assertThat(OperatorRight.isThisMachine("gateway.example.org")).isFalse();
  }
}
