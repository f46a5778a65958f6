package io.github.icmpffm.program;

import io.github.icmpffm.libc.CapturedErrno;
import io.github.icmpffm.libc.Credentials;
import io.github.icmpffm.libc.Errno;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** What root may do and others may not: given up as soon as the program has what it takes that to get. */
public final class Privileges {
    private static final int ROOT = 0;

    private Privileges() {}

    /** Whether this process is root's. */
    public static boolean isRoot() {
        try (Arena arena = Arena.ofConfined()) {
            return Credentials.effectiveUser(new CapturedErrno(arena)) == ROOT;
        }
    }

    /**
     * Gives up being root, in all threads, and with it all capabilities, for good: also programs that are run get none. Where the process is not root's it changes nothing. Files
     * that only root may read are out of reach afterwards.
     *
     * @param identity whom the process is afterwards
     * @param kept the capabilities that the calling thread keeps, and no other
     * @return why not, for the user; empty where the process is not root's any more, or never was
     */
    public static Optional<String> giveUp(Identity identity, int... kept) {
        try (Arena arena = Arena.ofConfined()) {
            CapturedErrno errno = new CapturedErrno(arena);
            if (Credentials.effectiveUser(errno) != ROOT) {
                return Optional.empty();
            }
            int groups = Credentials.groups(errno) == 0 ? 0 : Credentials.leaveGroups(errno);
            if (!mayRead(errno, identity, Path.of(System.getProperty("java.home"), "lib", "modules"))) {
                return Optional.of("its Java lies in a folder of root's: " + System.getProperty("java.home"));
            }
            if (!mayRead(errno, identity, OwnClasses.jar())) {
                OwnClasses.open();
            }
            if (kept.length > 0) {
                Credentials.keepCapabilities(errno);
            }
            int group = Credentials.setGroup(errno, identity.group());
            int user = Credentials.setUser(errno, identity.user());
            if (user == 0 && kept.length > 0) {
                Credentials.setCapabilities(errno, kept);
            }
            int renounced = Credentials.renounceNewPrivileges(errno);
            int refused = user != 0 ? user : group != 0 ? group : groups != 0 ? groups : renounced;
            return refused == 0
                    ? Optional.empty()
                    : Optional.of(Errno.text(-refused) + " (" + Errno.name(-refused) + ")");
        }
    }

    /** Keeps of the capabilities that the calling thread has kept those alone; also where it has none. */
    public static void keepOnly(int... kept) {
        try (Arena arena = Arena.ofConfined()) {
            Credentials.setCapabilities(new CapturedErrno(arena), kept);
        }
    }

    /**
     * Opens a file to write, which is made if it is not there; what is in it stays for now. Under sudo it is the user's who called
     * that, if the user may write it, and root's otherwise.
     *
     * @throws IOException if neither may
     */
    public static FileChannel openToWrite(Path file) throws IOException {
        Identity identity = Identity.withoutPrivileges();
        if (isRoot() && !identity.equals(Identity.NOBODY)) {
            try (Arena arena = Arena.ofConfined()) {
                CapturedErrno errno = new CapturedErrno(arena);
                Credentials.setFileUser(errno, identity.user(), identity.group());
                try {
                    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                } catch (AccessDeniedException e) {
                    // root's, then
                } finally {
                    Credentials.setFileUser(errno, ROOT, ROOT);
                }
            }
        }
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** By trying: who may search the folders above it is not said by its own mode. */
    private static boolean mayRead(CapturedErrno errno, Identity identity, Path file) {
        Credentials.setFileUser(errno, identity.user(), identity.group());
        try (FileInputStream _ = new FileInputStream(file.toFile())) {
            return true;
        } catch (IOException e) {
            return false;
        } finally {
            Credentials.setFileUser(errno, ROOT, ROOT);
        }
    }
}
