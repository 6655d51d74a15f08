package io.timecoin.consensus.core.simulation;

import io.timecoin.consensus.core.Input;
import io.timecoin.consensus.core.LogEntry;
import io.timecoin.consensus.core.Mode;
import io.timecoin.consensus.core.chain.ChainPosition;
import io.timecoin.consensus.core.message.Proposal;
import io.timecoin.consensus.core.message.SignedMessage;
import io.timecoin.protocol.block.CertifiedMicroblock;
import io.timecoin.protocol.committee.VoteType;
import io.timecoin.protocol.crypto.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** A member: its disk, its mempool, its clock, and the instances that run, usually one. */
final class SimulatedMember {
  private final World world;
  private final int number;
  private final Disk disk;
  private final SimulatedMempool mempool;
  private final Post post;
  private final List<Life> lives = new ArrayList<>();
  private final Map<Long, CertifiedMicroblock> served = new TreeMap<>();
  private long skewMillis;
  private boolean noticed = true;
  private boolean lostLog;
  private Optional<Runnable> duringWrite = Optional.empty();

  SimulatedMember(World world, int number) {
    this.world = world;
    this.number = number;
    this.skewMillis = world.scenario().skews().get(number);
    this.disk = new Disk(ChainPosition.genesis(world.roster().genesis()));
    this.mempool = new SimulatedMempool(world, this);
    this.post = new Post(world, this);
  }

  int number() {
    return number;
  }

  KeyPair key() {
    return world.roster().key(number);
  }

  Disk disk() {
    return disk;
  }

  SimulatedMempool mempool() {
    return mempool;
  }

  Post post() {
    return post;
  }

  /** This member's clock, Unix milliseconds. */
  long nowMillis() {
    return world.queue().nowMillis() + skewMillis;
  }

  void setClock(long skew) {
    skewMillis = skew;
  }

  /** How long a write that begins now takes; half-way through it something may happen. */
  long beginWrite() {
    long millis = world.conditions().writeMillis(number) + world.disks().between(1, 5);
    duringWrite.ifPresent(event -> world.queue().in(millis / 2, event));
    duringWrite = Optional.empty();
    return millis;
  }

  void duringNextWrite(Runnable event) {
    duringWrite = Optional.of(event);
  }

  boolean isUp() {
    return !lives.isEmpty();
  }

  /** The newest instance, if any runs. */
  Optional<Life> life() {
    return lives.isEmpty() ? Optional.empty() : Optional.of(lives.getLast());
  }

  /** Starts an instance on what the disk holds; one that runs already becomes a zombie. */
  void restart() {
    disk.epoch++;
    boolean knows = !noticed || world.craft().remembersALostLog();
    if (!noticed) {
      // In the same write as the epoch record.
      noticed = true;
      disk.append(new LogEntry.Observing("its log is lost", Long.MAX_VALUE));
    }
    var life = new Life(world, this, knows ? disk.mode() : new Mode.Voting());
    lives.add(life);
    life.offer(
        world.craft().readsItsLog() ? disk.started() : new Input.Started(List.of(), List.of()));
    disk.answers().forEach(answer -> life.offer(SimulatedMempool.unasked(answer)));
  }

  /** A standby takes over. */
  void takeOver() {
    if (isUp()) {
      restart();
    }
  }

  /** Whether that has ever happened. */
  boolean hasLostLog() {
    return lostLog;
  }

  void loseLog() {
    disk.loseLog();
    lostLog = true;
    noticed = !world.craft().noticesALostLog();
  }

  void crash() {
    boolean written = world.disks().chance(50);
    lives.forEach(life -> life.die(written));
    lives.clear();
  }

  /** A consensus message has arrived. */
  void receive(SignedMessage message) {
    if (world.scenario().isTraitor(number)) {
      world.adversary().saw(number, message);
      return;
    }
    if (world.conditions().isDeaf(number) && message.type() == VoteType.COMMIT) {
      return;
    }
    if (message instanceof Proposal proposal && isUp()) {
      mempool.seeUnasked(proposal);
    }
    offer(new Input.MessageReceived(message));
  }

  /** Certified microblocks have come; each is handed in when its turn has come. */
  void receiveServed(CertifiedMicroblock microblock) {
    if (!world.conditions().isDeaf(number)) {
      served.put(microblock.header().sequence(), microblock);
      handInServed();
    }
  }

  void offer(Input input) {
    if (world.scenario().isTraitor(number)) {
      if (input instanceof Input.StatusAsked(var asker, long question)) {
        world.adversary().asked(number, world.roster().number(asker), question);
      }
    } else {
      offerEach(_ -> input);
    }
  }

  /** To every instance that runs, perhaps each another. */
  void offerEach(Function<Life, Input> input) {
    lives.removeIf(Life::isDead);
    List.copyOf(lives).forEach(life -> life.offer(input.apply(life)));
  }

  /** Makes entries durable, which is to speak them. */
  void write(List<LogEntry> entries) {
    for (LogEntry entry : entries) {
      disk.append(entry);
      if (entry instanceof LogEntry.Decided(var microblock, int _)) {
        decided(microblock);
      } else if (!world.craft().speaksBeforeDurable()) {
        speak(entry);
      }
    }
  }

  void speak(LogEntry entry) {
    switch (entry) {
      case LogEntry.Spoken(var message) -> say(message);
      case LogEntry.Prepared _, LogEntry.Decided _, LogEntry.Halted _, LogEntry.Observing _ -> {
        // For this node's own memory, and for its readers.
      }
    }
  }

  private void say(SignedMessage message) {
    if (message instanceof Proposal proposal) {
      mempool.keep(proposal.header(), proposal.wtxids());
    }
    world.checker().spoken(number, message);
    world.network().broadcast(number, message);
  }

  private void decided(CertifiedMicroblock microblock) {
    world.checker().decided(number, disk.chain.size(), microblock);
    disk.extend(
        microblock, disk.position().after(microblock.header(), world.checker().committees()));
    served.keySet().removeIf(sequence -> sequence <= disk.position().sequence());
    mempool.advance(microblock);
    handInServed();
  }

  private void handInServed() {
    var next = served.get(disk.position().nextSequence());
    if (next != null) {
      mempool.learn(next.transactions());
      world.queue().in(0, () -> offer(new Input.MicroblockServed(next)));
    } else if (!served.isEmpty()
        && served.keySet().iterator().next() <= disk.position().sequence()) {
      var old = served.remove(served.keySet().iterator().next());
      offer(new Input.MicroblockServed(old));
    }
  }
}
