package io.github.icmpffm.ping;

import io.github.icmpffm.PingerOptions;
import io.github.icmpffm.libc.Credentials;
import io.github.icmpffm.program.Identity;
import io.github.icmpffm.program.PrivilegedThread;
import io.github.icmpffm.program.Privileges;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a run needs to open its sockets. Root gives up the rest before anything is sent, and all of it where no more are opened. */
final class SocketPrivileges {
    private static final int[] FOR_SOCKETS = {Credentials.CAP_NET_RAW};

    /** A mark takes the other, too, with kernels before 5.17. */
    private static final int[] FOR_MARKED_SOCKETS = {Credentials.CAP_NET_RAW, Credentials.CAP_NET_ADMIN};

    private static final int[] NONE = {};

    private final PingOptions.Sockets sockets;

    /** Found out while another thread links what the sockets need. */
    private final Identity identity = Identity.withoutPrivileges();

    /** Null if no socket is opened later, and where nobody is root. */
    private final @Nullable PrivilegedThread opener;

    private SocketPrivileges(PingOptions.Sockets sockets, @Nullable PrivilegedThread opener) {
        this.sockets = sockets;
        this.opener = opener;
    }

    /**
     * Those of a run that is about to open its sockets.
     *
     * @param opensMore whether it may open more of them later; one bound to an interface may have to be bound again
     */
    static SocketPrivileges of(PingOptions.Sockets sockets, boolean opensMore) {
        boolean needed = (opensMore || sockets.from().interfaceName() != null) && Privileges.isRoot();
        return new SocketPrivileges(sockets, needed ? new PrivilegedThread("sockets") : null);
    }

    /** With them. */
    PingerOptions in(PingerOptions options) {
        return opener == null ? options : options.socketExecutor(opener);
    }

    /** Gives up what is not needed any more. */
    void giveUpOthers(boolean verbose) throws InterruptedException {
        int[] kept = sockets.mark() == null ? FOR_SOCKETS : FOR_MARKED_SOCKETS;
        Optional<String> refusal = opener == null
                ? Privileges.giveUp(identity, NONE)
                : opener.giveUp(identity, kept);
        if (verbose && refusal.isPresent()) {
            StandardError.say("remains root: " + refusal.get());
        }
    }
}
