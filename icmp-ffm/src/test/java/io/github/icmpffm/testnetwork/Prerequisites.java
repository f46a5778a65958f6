package io.github.icmpffm.testnetwork;

import io.github.icmpffm.process.Needs;
import io.github.icmpffm.process.TestPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What a machine must have for a {@link TestNetwork}. */
final class Prerequisites {

    /** {@code <linux/capability.h>}. */
    private static final int CAP_NET_ADMIN = 12;

    private static final int CAP_SYS_ADMIN = 21;

    private Prerequisites() {}

    /** What is missing, in words for the one who reads the test report; looked up once. */
    static Optional<String> missing() {
        return Looked.MISSING;
    }

    private static final class Looked {
        static final Optional<String> MISSING = look();
    }

    private static Optional<String> look() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.of("a test network needs Linux");
        }
        if (!hasCapability(CAP_NET_ADMIN) || !hasCapability(CAP_SYS_ADMIN)) {
            return Optional.of("a test network needs root (CAP_NET_ADMIN and CAP_SYS_ADMIN)");
        }
        if (!Files.exists(Path.of("/dev/net/tun"))) {
            return Optional.of("a test network needs /dev/net/tun");
        }
        if (!Files.exists(Path.of("/proc/net/if_inet6"))) {
            return Optional.of("a test network needs IPv6, which the kernel has not");
        }
        for (String program : new String[] {"ip", "nsenter"}) {
            if (!TestPrograms.isInstalled(program)) {
                return Optional.of(Needs.notInstalled(program));
            }
        }
        return tried();
    }

    /** Containers may refuse what the capabilities would allow: seccomp, a read-only /proc/sys. */
    private static Optional<String> tried() {
        try (TestNetwork network = TestNetwork.create()) {
            network.closePingGroup();
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        } catch (RuntimeException | AssertionError e) {
            return Optional.of("a test network cannot be made here: " + e.getMessage());
        }
    }

    private static boolean hasCapability(int number) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/thread-self/status"))) {
            long effective = lines.filter(line -> line.startsWith("CapEff:"))
                    .mapToLong(line -> Long.parseUnsignedLong(
                            line.substring("CapEff:".length()).strip(), 16))
                    .findFirst()
                    .orElse(0);
            return (effective >> number & 1) != 0;
        } catch (IOException e) {
            return false;
        }
    }
}
