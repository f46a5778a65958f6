package io.github.icmpffm.watchdog;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * Whose a TCP socket is, as {@code /proc} has it: {@code /proc/net/tcp} and {@code tcp6} name each socket's inode, and
 * the links in {@code /proc/PID/fd} name the inodes of the sockets a process has open. The kernel tells this of one's
 * own processes, or to root.
 */
final class SocketTables {
    /** No port. */
    static final int NONE = -1;

    private static final String LISTENING = "0A";
    private static final String LINK_PREFIX = "socket:[";

    private static final String LOOPBACK = address(new byte[] {127, 0, 0, 1});
    private static final String ANY = address(new byte[4]);

    /** IPv4 as an IPv6 socket sees it, {@code ::ffff:127.0.0.1}. */
    private static final String MAPPED_LOOPBACK = address(
            new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 127, 0, 0, 1});

    private static final String ANY_V6 = address(new byte[16]);

    private static final Set<String> LOOPBACKS = Set.of(LOOPBACK, MAPPED_LOOPBACK);
    private static final Set<String> TAKING_LOOPBACK = Set.of(LOOPBACK, MAPPED_LOOPBACK, ANY, ANY_V6);

    private SocketTables() {}

    /**
     * The ports from which the process is connected to this port, both of 127.0.0.1.
     *
     * @throws AccessDeniedException if one may not look into that process
     */
    static Set<Integer> portsConnectedTo(int port, long pid) throws IOException {
        Set<String> owned = socketsOf(pid);
        return ports(row -> owned.contains(row.inode)
                && LOOPBACKS.contains(row.localAddress)
                && LOOPBACKS.contains(row.remoteAddress)
                && row.remotePort == port);
    }

    /**
     * The port on which the process takes connections to 127.0.0.1, or {@link #NONE}.
     *
     * @param wanted the only one that will do; 0 for any
     * @throws AccessDeniedException if one may not look into that process
     */
    static int listeningPort(long pid, int wanted) throws IOException {
        Set<String> owned = socketsOf(pid);
        if (owned.isEmpty()) {
            return NONE;
        }
        Set<Integer> ports = ports(row -> row.state.equals(LISTENING)
                && owned.contains(row.inode)
                && TAKING_LOOPBACK.contains(row.localAddress)
                && (wanted == 0 || row.localPort == wanted));
        return ports.isEmpty() ? NONE : ports.iterator().next();
    }

    private interface Criterion {
        boolean isMet(Row row);
    }

    private record Row(
            String localAddress,
            int localPort,
            String remoteAddress,
            int remotePort,
            String state,
            String inode) {
        /** {@code sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode …} */
        static Row parse(String line) {
            StringTokenizer fields = new StringTokenizer(line, " :");
            skip(fields, 1);
            String localAddress = fields.nextToken();
            int localPort = Integer.parseInt(fields.nextToken(), 16);
            String remoteAddress = fields.nextToken();
            int remotePort = Integer.parseInt(fields.nextToken(), 16);
            String state = fields.nextToken();
            skip(fields, 7);
            return new Row(localAddress, localPort, remoteAddress, remotePort, state, fields.nextToken());
        }

        private static void skip(StringTokenizer fields, int count) {
            for (int i = 0; i < count; i++) {
                fields.nextToken();
            }
        }
    }

    /** The local ports of the rows that will do. */
    private static Set<Integer> ports(Criterion criterion) throws IOException {
        Set<Integer> ports = new HashSet<>();
        for (String table : new String[] {"tcp", "tcp6"}) {
            // Line by line: of a busy machine's table there may be more than there is memory.
            try (BufferedReader reader = Files.newBufferedReader(Path.of("/proc/net", table),
                    StandardCharsets.US_ASCII)) {
                reader.readLine(); // the headings
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    Row row = Row.parse(line);
                    if (criterion.isMet(row)) {
                        ports.add(row.localPort);
                    }
                }
            } catch (NoSuchFileException e) {
                // a kernel without IPv6
            }
        }
        return ports;
    }

    private static Set<String> socketsOf(long pid) throws AccessDeniedException {
        Set<String> inodes = new HashSet<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path descriptor : descriptors) {
                String link = readLink(descriptor);
                if (link.startsWith(LINK_PREFIX)) {
                    inodes.add(link.substring(LINK_PREFIX.length(), link.length() - 1));
                }
            }
        } catch (AccessDeniedException e) {
            throw e;
        } catch (IOException | DirectoryIteratorException e) {
            // It has ended, or ends just now: the kernel has several ways to say so.
        }
        return inodes;
    }

    private static String readLink(Path descriptor) throws AccessDeniedException {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (AccessDeniedException e) {
            throw e;
        } catch (IOException e) {
            return ""; // closed meanwhile
        }
    }

    /** An address as the tables print it: 32 bits at a time, each as a number of this machine. */
    private static String address(byte[] bytes) {
        ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        StringBuilder text = new StringBuilder();
        while (words.hasRemaining()) {
            text.append(HexFormat.of().toHexDigits(words.getInt()));
        }
        return text.toString().toUpperCase(Locale.ROOT);
    }
}
