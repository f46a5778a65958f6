package io.github.icmpffm.watchdog;

import io.github.icmpffm.libc.Credentials;
import io.github.icmpffm.program.Identity;
import io.github.icmpffm.program.PrivilegedThread;
import io.github.icmpffm.program.Privileges;
import java.io.IOException;
import java.util.concurrent.Executor;

/**
 * better_ping's, which gives up being root before it pings. Its own watchdog does so a moment later; until then, and for as long as
 * another program guards it, one thread may signal every process, to end that in order.
 */
final class OwnPrivileges {
    private static final long LOOK_EVERY_MILLIS = 50;

    private OwnPrivileges() {}

    /**
     * Gives them up.
     *
     * @param watchdog its number
     * @param ours whether it gives up its own
     * @return where the watchdog is to be signalled
     */
    static Executor giveUp(int watchdog, boolean ours) throws InterruptedException {
        if (!Privileges.isRoot()) {
            return Runnable::run;
        }
        Identity identity = Identity.withoutPrivileges();
        PrivilegedThread signalling = new PrivilegedThread("signalling");
        boolean isGivenUp = signalling.giveUp(identity, Credentials.CAP_KILL).isEmpty();
        if (ours && isGivenUp) {
            // Not started by that thread, whose privileges it would have.
            Thread.ofPlatform().daemon().name("privileges").start(() -> {
                awaitEqual(watchdog, identity);
                signalling.execute(Privileges::keepOnly);
            });
        }
        return signalling;
    }

    private static void awaitEqual(int watchdog, Identity identity) {
        try {
            while (!Identity.ofProcess(watchdog).equals(identity)) {
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        } catch (IOException e) {
            // it has ended
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
