package io.github.icmpffm.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Has Jazzer try one target after the other, from a module's folder.
 *
 * <pre>
 *     Fuzzing SECONDS TARGET-CLASS…
 * </pre>
 *
 * Ends with status 1 at the first input that a target fails on, which is then in {@code target/fuzz}, to be kept as a seed.
 */
public final class Fuzzing {
    private Fuzzing() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        for (String target : Arrays.asList(arguments).subList(1, arguments.length)) {
            System.out.println("fuzzing " + target);
            int status = fuzz(target, arguments[0]);
            if (status != 0) {
                System.out.println(target + " failed (status " + status + ")");
                System.exit(1);
            }
        }
    }

    private static int fuzz(String target, String seconds) throws IOException, InterruptedException {
        Path found = Files.createDirectories(
                Path.of("target/fuzz", target.substring(target.lastIndexOf('.') + 1)).toAbsolutePath());
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target,
                "--instrumentation_includes=io.github.icmpffm.**",
                "--custom_hook_includes=io.github.icmpffm.**",
                "--reproducer_path=" + found,
                "-artifact_prefix=" + found + "/failed-",
                "-max_total_time=" + seconds,
                "-max_len=2048",
                "-print_final_stats=1",
                found.toString(),
                Seeds.folder(target).toString());
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
