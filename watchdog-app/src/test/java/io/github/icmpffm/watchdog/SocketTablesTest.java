package io.github.icmpffm.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.icmpffm.process.Needs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** This JVM is the process that is looked into. */
class SocketTablesTest {
    private static final long SELF = ProcessHandle.current().pid();
    private static final long PARENT = ProcessHandle.current().parent().orElseThrow().pid();

    @ParameterizedTest
    @EnumSource(names = {"INET", "INET6"})
    void aListenerIsFoundInBothFamilies(StandardProtocolFamily family) throws IOException {
        needs(family);
        try (ServerSocketChannel listener = ServerSocketChannel.open(family)) {
            int port = listen(listener, "127.0.0.1");

            assertThat(SocketTables.listeningPort(SELF, port)).isEqualTo(port);
        }
    }

    @Test
    void anotherProcessesListenerIsNot() throws IOException {
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
            int port = listen(listener, "127.0.0.1");

            assertThat(SocketTables.listeningPort(PARENT, port))
                    .isEqualTo(SocketTables.NONE);
        }
    }

    @Test
    void norOneThatDoesNotTakeConnectionsToTheLoopbackAddress() throws IOException {
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
            int port = listen(listener, "127.0.0.2");

            assertThat(SocketTables.listeningPort(SELF, port)).isEqualTo(SocketTables.NONE);
        }
    }

    @Test
    void norAProcessThatIsNotThere() throws IOException {
        assertThat(SocketTables.listeningPort(Integer.MAX_VALUE, 0)).isEqualTo(SocketTables.NONE);
    }

    @ParameterizedTest
    @EnumSource(names = {"INET", "INET6"})
    void theClientsEndOfAConnectionIsFoundInBothFamilies(StandardProtocolFamily family) throws IOException {
        needs(family);
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.INET);
                SocketChannel client = SocketChannel.open(family)) {
            int port = listen(listener, "127.0.0.1");
            client.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            int clientPort = client.socket().getLocalPort();

            assertThat(SocketTables.portsConnectedTo(port, SELF)).containsExactly(clientPort);
            assertThat(SocketTables.portsConnectedTo(clientPort, SELF)).doesNotContain(clientPort);
            assertThat(SocketTables.portsConnectedTo(port, PARENT)).isEmpty();
        }
    }

    private static void needs(StandardProtocolFamily family) {
        if (family == StandardProtocolFamily.INET6) {
            Needs.ipv6();
        }
    }

    private static int listen(ServerSocketChannel listener, String address) throws IOException {
        listener.bind(new InetSocketAddress(InetAddress.ofLiteral(address), 0));
        return listener.socket().getLocalPort();
    }
}
