package io.github.icmpffm.process;

import io.github.icmpffm.packet.Family;
import io.github.icmpffm.socket.IcmpPermissionException;
import io.github.icmpffm.socket.IcmpSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.opentest4j.TestAbortedException;

/**
 * What a test needs and a machine may lack. Without it the test is skipped, and the reason is in the report and at the end
 * of the build; with {@code -Dicmp.privileged=required} it fails.
 */
public final class Needs {
    private static final String PRIVILEGED = "icmp.privileged";

    private Needs() {}

    /** Returns whether what is missing is a failure: {@code -Dicmp.privileged=required}. */
    public static boolean isRequired() {
        return "required".equals(System.getProperty(PRIVILEGED));
    }

    /**
     * Skips or fails the test unless the condition holds.
     *
     * @param missing what is missing, in words that are the same for all tests that miss it
     */
    public static void that(boolean condition, String missing) {
        that(condition, missing, isRequired());
    }

    /**
     * Skips or fails the test unless the program is installed. Whoever starts a program for a test calls this, so that no
     * test has to.
     *
     * @param name its name, or its path: then it is no other package's program, and nothing is needed
     * @throws IllegalArgumentException if {@code programs.properties} does not list it
     */
    public static void program(String name) {
        if (name.contains("/")) {
            return;
        }
        if (!TestPrograms.isListed(name)) {
            throw new IllegalArgumentException("tests call '" + name
                    + "', which programs.properties does not list: add it there with its Debian package");
        }
        that(TestPrograms.isInstalled(name), notInstalled(name));
    }

    /** Skips or fails the test unless C programs can be compiled. */
    public static void cCompiler() {
        program("gcc");
        that(TestPrograms.isInstalled("/usr/include/stdio.h"), notInstalled("/usr/include/stdio.h"));
    }

    /** Skips or fails the test unless {@code ping} is iputils'; there are others of that name. */
    public static void iputilsPing() {
        FinishedProcess version = FinishedProcess.of(List.of("ping", "-V"));
        that(version.output().toString().contains("iputils"), "the ping here is not that of iputils");
    }

    /** Skips or fails the test unless this process, and so one it starts, may open an ICMP socket where it is. */
    public static void icmpSocket() {
        boolean opens;
        try {
            IcmpSocket.open(Family.IPV4).close();
            opens = true;
        } catch (IcmpPermissionException refused) {
            opens = false;
        }
        that(opens, "no ICMP socket may be opened here: run as root, or widen net.ipv4.ping_group_range");
    }

    /** Skips or fails the test unless the machine has an IPv6 address, be it that of the loopback device alone. */
    public static void ipv6() {
        boolean has;
        try {
            has = !Files.readString(Path.of("/proc/net/if_inet6")).isEmpty();
        } catch (IOException noIpv6) {
            has = false;
        }
        that(has, "no IPv6 address here, not even ::1");
    }

    /** Returns the reason for which a test without this program is skipped. */
    public static String notInstalled(String program) {
        return program + " is not installed";
    }

    static void that(boolean condition, String missing, boolean required) {
        if (!condition) {
            throw required ? failure(missing) : new TestAbortedException(missing);
        }
    }

    /** Returns what a test throws that misses something and may not be skipped. */
    public static IllegalStateException failure(String missing) {
        return new IllegalStateException(missing + " (and -D" + PRIVILEGED + "=required forbids to skip)");
    }
}
