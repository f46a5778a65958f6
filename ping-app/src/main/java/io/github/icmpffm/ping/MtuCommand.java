package io.github.icmpffm.ping;

import io.github.icmpffm.PathMtu;
import io.github.icmpffm.PathMtuEvidence;
import io.github.icmpffm.PathMtuResult;
import io.github.icmpffm.packet.Family;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code --mtu}: finds the path's MTU and prints it. */
final class MtuCommand implements UnderWay {
    private final Target target;
    private final PathMtu pathMtu;
    private final PathPrinter printer;
    private volatile PathMtuResult known;
    private boolean stopped;
    private @Nullable Thread searching;

    /**
     * A search.
     *
     * @param pathMtu to the target's address, with its timeout and sockets
     */
    MtuCommand(Target target, PathMtu pathMtu, PathPrinter printer) {
        this.target = target;
        this.pathMtu = pathMtu;
        this.printer = printer;
        Family family = Family.of(target.address());
        this.known = new PathMtuResult(
                target.address(),
                0,
                family.packetLength(family.maximumPayloadLength()),
                PathMtuEvidence.INCOMPLETE,
                false,
                Optional.empty());
    }

    /**
     * Searches until it is found or the user ends it.
     *
     * @return {@link ExitCode#REPLIES} if the MTU is known and the target has answered, otherwise {@link ExitCode#NO_REPLIES}
     * @throws io.github.icmpffm.socket.IcmpException if there is no socket to be had
     */
    int run() throws InterruptedException {
        try {
            if (begin()) {
                known = pathMtu.run(result -> known = result);
            }
        } catch (InterruptedException e) {
            if (!isStopped()) {
                throw e;
            }
        } finally {
            end();
        }
        try {
            printer.mtu(target, known);
        } catch (Output.ClosedException e) {
            // Nobody wants to know.
        }
        return exitCode();
    }

    private synchronized boolean begin() {
        searching = Thread.currentThread();
        return !stopped;
    }

    /** No interruption comes after this, and none is left over. */
    private synchronized void end() {
        searching = null;
        if (stopped) {
            var _ = Thread.interrupted();
        }
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    /** Ends it with what is known, at once. */
    @Override
    public synchronized void stop() {
        stopped = true;
        if (searching != null) {
            searching.interrupt();
        }
    }

    @Override
    public String status() {
        return "\r" + known + "\n";
    }

    @Override
    public int exitCode() {
        PathMtuResult result = known;
        return result.answered() && result.isExact()
                ? ExitCode.REPLIES
                : ExitCode.NO_REPLIES;
    }
}
