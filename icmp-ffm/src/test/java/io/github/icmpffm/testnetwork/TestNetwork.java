package io.github.icmpffm.testnetwork;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A network with nothing in it but what a test scripts: a network namespace of its own, and in it a TUN device to which
 * every packet goes that is not for the machine itself, whatever its address, and which this class answers.
 *
 * <p>How to write a scenario is told in the package's description.
 *
 * <p>All methods may be called from any thread.
 */
public final class TestNetwork implements AutoCloseable {

    /** The device's name. */
    public static final String DEVICE = "tun0";

    /** The machine's own IPv4 address on the device, of a /24. */
    public static final String ADDRESS = "198.51.100.1";

    /** The machine's own IPv6 address on the device, of a /64. */
    public static final String ADDRESS_V6 = "2001:db8::1";

    /** How long a wait or a command may take before it is a failure. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The queue is long, so that a flood is not dropped before anyone has read it. */
    private static final String SETUP = """
            link set lo up
            link set %1$s txqueuelen 10000 up
            addr add %2$s/24 dev %1$s
            addr add %3$s/64 dev %1$s nodad
            route add 0.0.0.0/0 dev %1$s
            route add ::/0 dev %1$s
            """.formatted(DEVICE, ADDRESS, ADDRESS_V6);

    private final NetworkNamespace namespace;
    private final Commands commands;
    private final TrafficLog log = new TrafficLog();
    private final Map<InetAddress, Host> hosts = new ConcurrentHashMap<>();
    private final Host everyOtherHost = new Host();
    private final Responder responder;
    private final Thread responderThread;
    private volatile @Nullable WireTap tap;
    private boolean closed;

    private TestNetwork(NetworkNamespace namespace, int tunFd) {
        this.namespace = namespace;
        this.commands = new Commands(namespace);
        this.responder = new Responder(tunFd, log,
                request -> hosts.getOrDefault(request.destination(), everyOtherHost));
        this.responderThread = new Thread(responder, "test-network");
        responderThread.setDaemon(true);
    }

    /**
     * Makes a network: device up, addresses and default routes of both families set, every host silent, the ping group
     * closed.
     *
     * @throws IllegalStateException if this process may not; the message says what is missing
     */
    public static TestNetwork create() throws InterruptedException {
        WarmUp.once();
        NetworkNamespace namespace = NetworkNamespace.create();
        TestNetwork network;
        try {
            network = new TestNetwork(namespace, namespace.call(() -> TunDevice.create(DEVICE)));
        } catch (Exception e) {
            namespace.close();
            throw new IllegalStateException(e.getMessage(), e);
        }
        try {
            network.responderThread.start();
            network.responder.awaitReady();
            network.commands.exec(PATIENCE, SETUP, "ip", "-batch", "-");
            namespace.awaitLocalRoute(ADDRESS_V6);
        } catch (InterruptedException | RuntimeException | Error e) {
            network.close();
            throw e;
        }
        return network;
    }

    // ---- the script ----

    /** The host of this address; silent until told otherwise. */
    public Host host(String address) {
        return hosts.computeIfAbsent(InetAddress.ofLiteral(address), ignored -> new Host());
    }

    /** All addresses that {@link #host} was never asked for; silent until told otherwise. */
    public Host everyOtherHost() {
        return everyOtherHost;
    }

    /** Writes an answer although nobody asks just now, after its delay from now: its request may be long over. */
    public void send(Answer answer) {
        responder.send(answer);
    }

    /** Writes an IP packet, as it is, at once. */
    public void send(byte[] packet) {
        responder.send(packet);
    }

    /**
     * From now on the network never sleeps, so that it reads a request within microseconds of its leaving the kernel. For
     * tests that measure time: it occupies one core until the network is closed.
     */
    public TestNetwork exact() {
        responder.setBusyPolling();
        return this;
    }

    // ---- what was seen ----

    /** The echo requests so far, in order; of more than 100,000 the latest. */
    public List<Request> requests() {
        return log.exchanges().stream().map(Exchange::request).toList();
    }

    /** Those to this host. */
    public List<Request> requests(String destination) {
        InetAddress address = InetAddress.ofLiteral(destination);
        return requests().stream()
                .filter(request -> request.destination().equals(address))
                .toList();
    }

    /** How many echo requests there were, forgotten ones included. */
    public long requestCount() {
        return log.requestCount();
    }

    /** The requests and what was written because of each. */
    public List<Exchange> exchanges() {
        return log.exchanges();
    }

    /** The latest request to this host with this sequence, and what was written because of it. */
    public Exchange exchange(String destination, int sequence) {
        Exchange exchange = log.exchange(InetAddress.ofLiteral(destination), sequence);
        if (exchange == null) {
            throw new NoSuchElementException("no request to " + destination + " with sequence " + sequence);
        }
        return exchange;
    }

    /**
     * The true round trip of the latest request to this host with this sequence, as the network measured it: from just
     * after it had read the request to just before it wrote the true reply, the first one if there were several.
     */
    public Duration trueRoundTrip(String destination, int sequence) {
        return exchange(destination, sequence).written().stream()
                .filter(Exchange.Written::trueReply)
                .findFirst()
                .map(Exchange.Written::afterRequest)
                .orElseThrow(() -> new NoSuchElementException(
                        "no true reply was written to sequence " + sequence + " for " + destination));
    }

    /** ICMP packets that no host would answer, and what is wrong with each. */
    public List<String> malformed() {
        return log.malformed();
    }

    /** Waits until the host has got so many requests, and gives those it has. */
    public List<Request> awaitRequests(String destination, int count) throws InterruptedException {
        InetAddress address = InetAddress.ofLiteral(destination);
        await(() -> log.requestCount(address) >= count, count + " requests to " + destination);
        return requests(destination);
    }

    /** Waits until so many packets were written because of requests to the host: errors by its routers count too. */
    public void awaitAnswers(String destination, int count) throws InterruptedException {
        InetAddress address = InetAddress.ofLiteral(destination);
        await(() -> log.answerCount(address) >= count, count + " answers for " + destination);
    }

    private void await(BooleanSupplier condition, String what) throws InterruptedException {
        if (!log.await(condition, PATIENCE)) {
            List<Request> seen = requests();
            throw new AssertionError("no %s within %s; of %d requests the last: %s; malformed: %s"
                    .formatted(
                            what,
                            PATIENCE,
                            seen.size(),
                            seen.subList(Math.max(0, seen.size() - 10), seen.size()),
                            malformed()));
        }
    }

    // ---- the wire ----

    /**
     * From now on the kernel itself stamps what passes the device, as for {@code tcpdump}. Those times are true whatever
     * this JVM does meanwhile, a garbage collection included. Call it well before the first request.
     */
    public synchronized TestNetwork tapped() throws InterruptedException {
        if (tap == null) {
            tap = inside(() -> WireTap.on(DEVICE));
        }
        return this;
    }

    /**
     * The time on the wire, by the kernel's stamps, between the latest request to this host with this sequence and the
     * first reply from it with the same id and sequence. Needs {@link #tapped}.
     */
    public Duration wireRoundTrip(String destination, int sequence) {
        WireTap wire = tap;
        if (wire == null) {
            throw new IllegalStateException("nobody listens to the wire: call tapped() first");
        }
        Request request = exchange(destination, sequence).request();
        return wire.roundTrip(request.destination(), request.id(), sequence);
    }

    // ---- the namespace ----

    /**
     * Does something on a thread in the namespace. A socket stays for ever where it was opened, and a thread where it was
     * started: a pinger opened in here works from any thread afterwards. One call at a time; what it throws is thrown.
     */
    public <T extends @Nullable Object, E extends Exception> T inside(InsideCall<T, E> task)
            throws E, InterruptedException {
        try {
            return namespace.call(task::call);
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            @SuppressWarnings("unchecked") // what the task declares is the only checked exception it can throw
            E declared = (E) e;
            throw declared;
        }
    }

    /** The same for something that has no result. */
    public <E extends Exception> void inside(InsideAction<E> task) throws E, InterruptedException {
        inside(() -> {
            task.run();
            return null;
        });
    }

    /** Anyone may open an ICMP datagram socket. */
    public TestNetwork openPingGroup() {
        return sysctl("net.ipv4.ping_group_range", "0 2147483647");
    }

    /** Nobody may, not even root: the kernel's default, and a new network's. */
    public TestNetwork closePingGroup() {
        return sysctl("net.ipv4.ping_group_range", "1 0");
    }

    /** The kernel does not answer echo requests to its own addresses, loopback among them, in either family. */
    public TestNetwork ignoreEchoRequests() {
        sysctl("net.ipv4.icmp_echo_ignore_all", "1");
        return sysctl("net.ipv6.icmp.echo_ignore_all", "1");
    }

    /** Sets a kernel parameter below {@code net.}, for this namespace alone. */
    public TestNetwork sysctl(String name, String value) {
        namespace.sysctl(name, value);
        return this;
    }

    /** Starts a process in the namespace. It has the id of the command itself; {@link #close} ends it. */
    public Process start(ProcessBuilder builder) {
        return commands.start(builder);
    }

    /** Starts a command in the namespace, its streams piped. */
    public Process start(String... command) {
        return start(new ProcessBuilder(command));
    }

    /** Runs a command in the namespace to its end, whatever that is, which must come within ten seconds. */
    public Finished run(String... command) throws InterruptedException {
        return run(PATIENCE, command);
    }

    /** Runs a command in the namespace to its end, which must come within {@code limit}. */
    public Finished run(Duration limit, String... command) throws InterruptedException {
        return commands.run(limit, "", command);
    }

    /** Runs a set-up command in the namespace; it must succeed. Gives what it printed. */
    public String exec(String... command) throws InterruptedException {
        return commands.exec(PATIENCE, "", command);
    }

    /** The processes in the namespace just now: those a test started, and theirs. */
    public List<ProcessHandle> processesInside() {
        return namespace.processes();
    }

    /** The names of this JVM's threads that live in the namespace, the network's own not counted. */
    public List<String> threadsInside() {
        return namespace.threads();
    }

    /**
     * Ends the processes inside, the device, and the network's threads; the namespace itself ends with the last socket or
     * thread a test has left in it.
     *
     * @throws AssertionError if a behaviour threw something
     */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        try {
            namespace.endProcesses();
        } finally {
            responder.close();
            NetworkNamespace.join(responderThread);
            WireTap wire = tap;
            if (wire != null) {
                wire.close();
            }
            namespace.close();
        }
        Throwable failure = responder.failure();
        if (failure != null) {
            throw new AssertionError("the test network failed: " + failure, failure);
        }
    }
}
