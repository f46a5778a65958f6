package io.github.icmpffm.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.github.icmpffm.libc.CapturedErrno;
import io.github.icmpffm.libc.Interfaces;
import io.github.icmpffm.libc.SocketConstants;
import io.github.icmpffm.libc.Sockets;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The interface that a socket is bound to ({@code SO_BINDTODEVICE}). The kernel binds to the interface's number: one that was
 * deleted and made anew under the same name, as those of VPNs and PPP are, has another.
 */
final class InterfaceBinding {

    private final IcmpSocket socket;
    private volatile @Nullable String name;

    InterfaceBinding(IcmpSocket socket) {
        this.socket = socket;
    }

    /**
     * Binds.
     *
     * @return 0, or -errno
     * @throws IllegalArgumentException if it cannot be a name; the kernel would cut a longer one, and unbind for an empty one
     */
    int bind(String interfaceName) {
        int length = interfaceName.getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length >= Interfaces.IFNAMSIZ || interfaceName.indexOf(0) >= 0) {
            throw new IllegalArgumentException(
                    "an interface's name has 1 to " + (Interfaces.IFNAMSIZ - 1) + " bytes, not '" + interfaceName
                            + "'");
        }
        int result = set(interfaceName);
        if (result == 0) {
            name = interfaceName;
        }
        return result;
    }

    /** Binds to the interface that has the name now. Returns whether the socket was not bound to it before, and is now. */
    boolean bindAgain() {
        String wanted = name;
        return wanted != null && !wanted.equals(present()) && set(wanted) == 0;
    }

    private int set(String interfaceName) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = arena.allocateFrom(interfaceName);
            return Sockets.setsockopt(
                    new CapturedErrno(arena),
                    socket.descriptor(),
                    SocketConstants.SOL_SOCKET,
                    SocketConstants.SO_BINDTODEVICE,
                    value,
                    (int) value.byteSize());
        }
    }

    /** The name of the interface the socket is bound to, or null if there is none any more. */
    private @Nullable String present() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = arena.allocate(JAVA_BYTE, Interfaces.IFNAMSIZ);
            int result = Sockets.getsockopt(
                    new CapturedErrno(arena),
                    socket.descriptor(),
                    SocketConstants.SOL_SOCKET,
                    SocketConstants.SO_BINDTODEVICE,
                    value,
                    arena.allocateFrom(JAVA_INT, Interfaces.IFNAMSIZ));
            return result < 0 ? null : value.getString(0);
        }
    }
}
