package io.github.icmpffm.launch;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The one line for a JVM that is too old: what is needed, what this is, which newer one is on this machine, and how to use it. */
public final class OldJava {
    /** Java 22's class files: the first version with the final {@code java.lang.foreign}. A constant, so that reading it loads no class. */
    public static final int NEEDED_CLASS_VERSION = 66;

    private static final int NEEDED_VERSION = 22;

    /** Letters and marks that show nothing. */
    private static final String INVISIBLE = "\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u3164\\uffa0\\x{e0100}-\\x{e01ef}";

    private OldJava() {}

    public static String advice(String program, String[] arguments) {
        return harmless(line(program, arguments));
    }

    /** By the rule of the library's HarmlessText, a class that an old JVM cannot read. */
    private static String harmless(String line) {
        return line.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}" + INVISIBLE + "]", "?");
    }

    private static String line(String program, String[] arguments) {
        String line = program + " needs Java " + NEEDED_VERSION + " or newer, and this is Java "
                + System.getProperty("java.version") + " (" + System.getProperty("java.home") + "). ";
        File newest = null;
        String newestVersion = "0";
        for (File home : possibleHomes()) {
            String version = versionOf(home);
            if (feature(version) > feature(newestVersion) && new File(home, "bin/java").canExecute()) {
                newest = home;
                newestVersion = version;
            }
        }
        if (feature(newestVersion) < NEEDED_VERSION) {
            return line + "No newer one is in the usual folders of this machine; install one, or set JAVA_HOME to it.";
        }
        return line + "Java " + newestVersion + " is on this machine, use it: " + command(newest, arguments);
    }

    /** JAVA_HOME, then wherever distributions, people, SDKMAN and IDEs put their JDKs. */
    private static List<File> possibleHomes() {
        List<File> homes = new ArrayList<File>();
        String javaHome = System.getenv("JAVA_HOME");
        if (javaHome != null) {
            homes.add(new File(javaHome));
        }
        List<String> folders = new ArrayList<String>(Arrays.asList("/usr/lib/jvm", "/opt", "/usr/java"));
        List<String> people = new ArrayList<String>(Arrays.asList(System.getProperty("user.home")));
        if (System.getenv("SUDO_USER") != null) {
            // Under sudo the home is root's, but the JDK may be in that of who typed the command.
            people.add("/home/" + System.getenv("SUDO_USER"));
        }
        for (String person : people) {
            folders.add(person + "/.sdkman/candidates/java");
            folders.add(person + "/.jdks");
        }
        for (String folder : folders) {
            File[] children = new File(folder).listFiles();
            if (children != null) {
                Arrays.sort(children);
                homes.addAll(Arrays.asList(children));
            }
        }
        return homes;
    }

    /** JAVA_VERSION of the JDK's {@code release} file, or "0" where there is none. */
    private static String versionOf(File home) {
        try (BufferedReader release = new BufferedReader(
                new InputStreamReader(new FileInputStream(new File(home, "release")), StandardCharsets.UTF_8))) {
            for (String line = release.readLine(); line != null; line = release.readLine()) {
                if (line.startsWith("JAVA_VERSION=")) {
                    return line.substring("JAVA_VERSION=".length()).replace("\"", "").trim();
                }
            }
        } catch (IOException noReleaseFile) {
            // Not a JDK, or none that we can read.
        }
        return "0";
    }

    /** 25 of "25.0.3", 26 of "26-ea"; of "1.8.0_402" only the 1, which is old enough. */
    private static int feature(String version) {
        String digits = version.split("[^0-9]", 2)[0];
        return digits.isEmpty() || digits.length() > 4 ? 0 : Integer.parseInt(digits);
    }

    private static String command(File home, String[] arguments) {
        StringBuilder command = new StringBuilder();
        if (System.getenv("SUDO_USER") != null) {
            command.append("sudo ");
        }
        // After -jar the class path is the jar, as it was typed.
        command.append(quoted(home + "/bin/java"))
                .append(" -jar ")
                .append(quoted(System.getProperty("java.class.path")));
        for (String argument : arguments) {
            command.append(' ').append(quoted(argument));
        }
        return command.toString();
    }

    /** As a shell must read it, and on one line. */
    private static String quoted(String word) {
        if (word.matches("[A-Za-z0-9_@%+=:,./-]+")) {
            return word;
        }
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
