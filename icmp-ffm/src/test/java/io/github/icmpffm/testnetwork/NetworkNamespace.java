package io.github.icmpffm.testnetwork;

import io.github.icmpffm.libc.CapturedErrno;
import io.github.icmpffm.libc.Namespaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * A network namespace of its own, held by one thread that lives in it ({@code unshare} moves the calling thread alone).
 *
 * <p>Processes do not start from that thread, though a child would inherit its namespace: the JVM's "process reaper"
 * thread would inherit it too, and keep the namespace alive for a minute after the last process. They go through {@code
 * nsenter} and {@code env}, which become the command and keep its process id.
 */
final class NetworkNamespace {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /**
     * How long to wait for the kernel to forget a process that has ended. It does not where an orphan's new parent, process 1, asks for
     * no exit status: in a container that has no init. Such a process is in no namespace.
     */
    private static final long UNREAPED_NANOS = 100_000_000;

    private static final Pattern WHITE_SPACE = Pattern.compile(" +");

    private final LinkedBlockingQueue<FutureTask<?>> work = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::work, "network-namespace");
    private String id = "";
    private String task = "";
    private volatile boolean closed;

    private NetworkNamespace() {
        thread.setDaemon(true);
    }

    static NetworkNamespace create() throws InterruptedException {
        NetworkNamespace namespace = new NetworkNamespace();
        namespace.thread.start();
        try {
            namespace.call(() -> {
                namespace.enter();
                return "entered";
            });
        } catch (InterruptedException | RuntimeException | Error e) {
            namespace.close();
            throw e;
        } catch (Exception e) {
            namespace.close();
            throw new IllegalStateException(e);
        }
        return namespace;
    }

    private void enter() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            TunDevice.checked(
                    Namespaces.unshare(new CapturedErrno(arena), Namespaces.CLONE_NEWNET),
                    "make a network namespace (unshare)");
        }
        id = Files.readSymbolicLink(Path.of("/proc/thread-self/ns/net")).toString();
        task = "/proc/" + Files.readSymbolicLink(Path.of("/proc/thread-self"));
    }

    private void work() {
        while (!closed) {
            try {
                work.take().run();
            } catch (InterruptedException e) {
                // Meant for a task that was over already, or sent by close(), which has set the flag.
            }
        }
        work.forEach(unheard -> unheard.cancel(false));
    }

    /** Runs a task in the namespace and waits for it. */
    <T> T call(Callable<T> task) throws Exception {
        if (Thread.currentThread() == thread) {
            return task.call();
        }
        if (closed) {
            throw new IllegalStateException("the test network is closed");
        }
        FutureTask<T> future = new FutureTask<>(task);
        work.add(future);
        try {
            return future.get();
        } catch (InterruptedException e) {
            future.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception exception) {
                throw exception;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }

    /** Sets a kernel parameter of this namespace: those below {@code net} are a namespace's own. */
    void sysctl(String name, String value) {
        Path file = Path.of("/proc/sys", name.replace('.', '/'));
        try {
            call(() -> Files.writeString(file, value, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot set " + name + " to " + value + ": " + e.getMessage(), e);
        } catch (Exception e) {
            throw new IllegalStateException("sysctl " + name + "=" + value, e);
        }
    }

    /**
     * Waits until the kernel takes packets to this IPv6 address for its own. A worker of the kernel sees to that a moment
     * after the address was set, and nothing but the routing table tells; until then replies to it are dropped.
     */
    void awaitLocalRoute(String address) {
        byte[] bytes = InetAddress.ofLiteral(address).getAddress();
        String destination = HexFormat.of().formatHex(bytes) + " 80 "; // a prefix of 128 bits
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!hasLocalRoute(destination)) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("test network: " + address + " does not become a local address");
            }
            LockSupport.parkNanos(100_000);
        }
    }

    private boolean hasLocalRoute(String destination) {
        return read(Path.of(task, "net/ipv6_route"))
                .filter(routes -> routes.lines()
                        .filter(route -> route.startsWith(destination))
                        .anyMatch(NetworkNamespace::isLocal))
                .isPresent();
    }

    /** The ninth column has the flags: RTF_LOCAL of {@code <linux/ipv6_route.h>} is the highest bit. */
    private static boolean isLocal(String route) {
        return (Long.parseLong(WHITE_SPACE.split(route, -1)[8], 16) & 0x80000000L) != 0;
    }

    /**
     * The command that runs {@code command} in here, with the signals a shell in the foreground would give it: what runs these
     * tests may ignore SIGINT, as a shell does for background jobs, and a child inherits that.
     */
    List<String> entering(List<String> command) {
        List<String> entering = new ArrayList<>(
                List.of("nsenter", "--net=" + task + "/ns/net", "--", "env", "--default-signal"));
        entering.addAll(command);
        return entering;
    }

    /** The processes that are in the namespace; never this one. */
    List<ProcessHandle> processes() {
        List<ProcessHandle> inside = new ArrayList<>();
        long self = ProcessHandle.current().pid();
        for (Path process : children("/proc", "[0-9]*")) {
            long pid = Long.parseLong(process.getFileName().toString());
            if (pid != self && isInside(process)) {
                ProcessHandle.of(pid).ifPresent(inside::add);
            }
        }
        return inside;
    }

    /** The names of this process's threads that are in the namespace, but for the one that holds it. */
    List<String> threads() {
        List<String> inside = new ArrayList<>();
        for (Path thread : children("/proc/self/task", "[0-9]*")) {
            if (!task.endsWith("/" + thread.getFileName()) && isInside(thread)) {
                read(thread.resolve("comm")).ifPresent(inside::add);
            }
        }
        return inside;
    }

    private boolean isInside(Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("ns/net")).toString().equals(id);
        } catch (IOException e) {
            // It has ended, or is not ours to look at.
            return false;
        }
    }

    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<Path> children(String directory, String glob) {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(Path.of(directory), glob)) {
            stream.forEach(children::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return children;
    }

    /** Ends the processes that are still inside, by their ids: whatever is in here was started for this test. */
    void endProcesses() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (List<ProcessHandle> left = processes(); !left.isEmpty(); left = processes()) {
            long patience = deadline - System.nanoTime();
            if (patience <= 0) {
                throw new IllegalStateException("test network: processes that do not end: " + left);
            }
            for (ProcessHandle process : left) {
                process.destroyForcibly();
                process.onExit()
                        .completeOnTimeout(process, Math.min(patience, UNREAPED_NANOS), TimeUnit.NANOSECONDS)
                        .join();
            }
        }
    }

    void close() {
        closed = true;
        thread.interrupt();
        join(thread);
        // A thread is joined a moment before the kernel has ended it, and until then the namespace is there.
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!task.isEmpty() && Files.exists(Path.of(task)) && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(50_000);
        }
    }

    /** Waits for a thread's end even if interrupted: what is closed must be closed afterwards. */
    static void join(Thread thread) {
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
