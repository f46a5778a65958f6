package io.github.icmpffm.benchmark;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * CPU time as the kernel counts it, in its ticks of 10 ms: of the pinger's threads, and of the whole process.
 *
 * @param loopUser the pinger's threads, in user mode
 * @param loopSystem the pinger's threads, in the kernel
 * @param processUser all threads, in user mode
 * @param processSystem all threads, in the kernel
 */
record CpuTime(long loopUser, long loopSystem, long processUser, long processSystem) {

    /** What the names of the library's threads begin with. */
    static final String LOOP_NAME = "icmp-ffm";

    private static final double TICKS_A_SECOND = 100;

    static CpuTime read() throws IOException {
        long loopUser = 0;
        long loopSystem = 0;
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path task : tasks) {
                String[] stat = stat(task);
                if (stat[0].startsWith(LOOP_NAME)) {
                    loopUser += Long.parseLong(stat[1]);
                    loopSystem += Long.parseLong(stat[2]);
                }
            }
        }
        String[] process = stat(Path.of("/proc/self"));
        return new CpuTime(loopUser, loopSystem, Long.parseLong(process[1]), Long.parseLong(process[2]));
    }

    CpuTime since(CpuTime before) {
        return new CpuTime(
                loopUser - before.loopUser,
                loopSystem - before.loopSystem,
                processUser - before.processUser,
                processSystem - before.processSystem);
    }

    /** In percent of one core, as {@code name=value}. */
    String perSecond(double seconds) {
        double percent = 100 / (TICKS_A_SECOND * seconds);
        return String.format(
                Locale.ROOT,
                "loop_cpu=%.1f loop_user=%.1f process_cpu=%.1f process_user=%.1f",
                (loopUser + loopSystem) * percent,
                loopUser * percent,
                (processUser + processSystem) * percent,
                processUser * percent);
    }

    /** Name, user and system time; the name may contain anything, so it ends with the last parenthesis. */
    private static String[] stat(Path folder) throws IOException {
        String line;
        try {
            line = Files.readString(folder.resolve("stat"));
        } catch (NoSuchFileException e) {
            return new String[] {"", "0", "0"}; // a thread that has ended
        }
        int end = line.lastIndexOf(')');
        String[] fields = line.substring(end + 2).split(" ");
        return new String[] {line.substring(line.indexOf('(') + 1, end), fields[11], fields[12]};
    }
}
