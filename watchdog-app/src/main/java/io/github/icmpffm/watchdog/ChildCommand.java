package io.github.icmpffm.watchdog;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of the watchdog: of ours, or of whatever was asked for. */
final class ChildCommand {
    /**
     * A lean JVM. Interpreting everything costs the watchdog nothing, for it does next to nothing, and saves the
     * compilers' 10 MB; the heap it needs is 2 MB.
     */
    private static final List<String> LEAN = List.of(
            "-Xint", "-XX:+UseSerialGC", "-Xmx8m", "-Xmn1m", "-XX:-UsePerfData", "-Xshare:auto", "-Xlog:disable",
            "-XX:+SuppressFatalErrorMessage", "-XX:+DisplayVMOutputToStderr", "-XX:CompressedClassSpaceSize=16m",
            "-XX:ReservedCodeCacheSize=16m",
            "--enable-native-access=ALL-UNNAMED");

    /** With these a user's JVM takes more options; they are not meant for this one, and it would say so on stderr. */
    private static final List<String> JAVA_OPTIONS = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private ChildCommand() {}

    static ProcessBuilder of(BetterPingOptions options, String target, int peerPort) {
        String command = options.watchdogCommand();
        ProcessBuilder builder = new ProcessBuilder(
                command == null ? ours(options, target, peerPort) : List.of(executable(command)));
        builder.redirectInput(new File("/dev/null"));
        builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        if (command == null) {
            JAVA_OPTIONS.forEach(builder.environment()::remove);
        }
        return builder;
    }

    private static List<String> ours(BetterPingOptions options, String target, int peerPort) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(LEAN);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Watchdog.class.getName()));
        command.addAll(List.of("--port", Integer.toString(options.port())));
        command.addAll(List.of("--timeout", Seconds.text(options.timeout())));
        command.addAll(List.of("--parent", Long.toString(ProcessHandle.current().pid())));
        command.addAll(List.of("--peer-port", Integer.toString(peerPort)));
        command.addAll(List.of("--target", target));
        return command;
    }

    /** A path is a path, also without a slash: the PATH is not searched. */
    private static String executable(String command) {
        return command.indexOf('/') < 0 ? "./" + command : command;
    }
}
