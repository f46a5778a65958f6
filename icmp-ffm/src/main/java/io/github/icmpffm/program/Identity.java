package io.github.icmpffm.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A user and a group, by number.
 *
 * @param user as the kernel has it, unsigned
 * @param group likewise
 */
public record Identity(int user, int group) {

    /** The user of {@code kernel.overflowuid}, whom nothing belongs to on most systems. */
    public static final Identity NOBODY = new Identity(65_534, 65_534);

    private static final int ROOT = 0;

    /** Whom a program run by root need not be more than: who called sudo, or nobody. */
    public static Identity withoutPrivileges() {
        int user = number(System.getenv("SUDO_UID"));
        int group = number(System.getenv("SUDO_GID"));
        return user == ROOT || group == ROOT ? NOBODY : new Identity(user, group);
    }

    /**
     * The real ones of a process: who is the same may signal it.
     *
     * @throws IOException if there is no such process, or no /proc
     */
    public static Identity ofProcess(int pid) throws IOException {
        // Unlike the owner of the folder, these are the process's own also where nobody may look into it.
        byte[] bytes = Files.readAllBytes(Path.of("/proc", Integer.toString(pid), "status"));
        String status = new String(bytes, StandardCharsets.ISO_8859_1);
        return new Identity(real(status, "\nUid:\t"), real(status, "\nGid:\t"));
    }

    /** Of the four numbers behind that name the first. */
    private static int real(String status, String name) throws IOException {
        int line = status.indexOf(name);
        int from = line + name.length();
        int to = line < 0 ? -1 : status.indexOf('\t', from);
        if (to < 0) {
            throw new IOException("no ".concat(name.strip()).concat(" in /proc/PID/status"));
        }
        return Integer.parseUnsignedInt(status, from, to, 10);
    }

    public boolean isRoot() {
        return user == ROOT;
    }

    /** Root's where it is none, or missing; -1, which means "unchanged" to the kernel, is none either. */
    private static int number(@Nullable String text) {
        if (text == null) {
            return ROOT;
        }
        try {
            int number = Integer.parseUnsignedInt(text);
            return number == -1 ? ROOT : number;
        } catch (NumberFormatException e) {
            return ROOT;
        }
    }
}
