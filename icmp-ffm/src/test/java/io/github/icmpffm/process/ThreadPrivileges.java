package io.github.icmpffm.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What one thread of a running process may do, as {@code /proc/PID/task/TID/status} says.
 *
 * @param users real, effective, saved, and of the file system; the groups likewise
 * @param capabilities permitted or effective, a bit each
 */
public record ThreadPrivileges(String name, List<String> users, List<String> groups, int otherGroups, long capabilities,
        boolean gainsNone) {

    /** Those of all threads of a process. */
    public static List<ThreadPrivileges> of(long pid) throws IOException {
        List<ThreadPrivileges> threads = new ArrayList<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path task : tasks) {
                try {
                    threads.add(of(Files.readAllLines(task.resolve("status"))));
                } catch (NoSuchFileException e) {
                    // ended meanwhile
                }
            }
        }
        return threads;
    }

    private static ThreadPrivileges of(List<String> status) {
        return new ThreadPrivileges(
                field(status, "Name").getFirst(),
                field(status, "Uid"),
                field(status, "Gid"),
                field(status, "Groups").size(),
                Long.parseUnsignedLong(field(status, "CapPrm").getFirst(), 16)
                        | Long.parseUnsignedLong(field(status, "CapEff").getFirst(), 16),
                field(status, "NoNewPrivs").equals(List.of("1")));
    }

    private static List<String> field(List<String> status, String name) {
        String value = status.stream().filter(line -> line.startsWith(name + ":")).findFirst().orElseThrow();
        String text = value.substring(name.length() + 1).strip();
        return text.isEmpty() ? List.of() : List.of(text.split("\\s+"));
    }

    /** Whether it is that user and group alone, without capabilities, for good. */
    public boolean isOnly(int user, int group) {
        String asUser = Integer.toString(user);
        String asGroup = Integer.toString(group);
        return users.stream().allMatch(asUser::equals) && groups.stream().allMatch(asGroup::equals) && otherGroups == 0
                && capabilities == 0 && gainsNone;
    }

    /** The same but for the capabilities. */
    public ThreadPrivileges withoutCapabilities() {
        return new ThreadPrivileges(name, users, groups, otherGroups, 0, gainsNone);
    }
}
