package io.github.icmpffm.socket;

import io.github.icmpffm.libc.CapturedErrno;
import io.github.icmpffm.libc.Errno;
import io.github.icmpffm.libc.Interfaces;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The numbers that the kernel has for network interfaces. {@link java.net.NetworkInterface} lists only those that have an
 * address, which a VRF, the port of a bridge, or an unnumbered or PPP link need not have.
 */
public final class InterfaceIndex {

    private InterfaceIndex() {}

    /**
     * The number of the interface of that name.
     *
     * @return 1 or more; empty if there is no such interface
     * @throws IcmpException if the kernel does not say, or native access is not enabled
     */
    public static OptionalInt of(String name) {
        NativeAccess.require();
        try (Arena arena = Arena.ofConfined()) {
            int index = Interfaces.nameToIndex(new CapturedErrno(arena), name);
            if (index < 0 && index != -Errno.ENODEV) {
                throw new IcmpException("looking for the interface " + name, -index);
            }
            return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
        }
    }

    /**
     * The name of the interface with that number.
     *
     * @return empty if there is no such interface
     * @throws IcmpException if the kernel does not say, or native access is not enabled
     */
    public static Optional<String> name(int index) {
        NativeAccess.require();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocate(Interfaces.IFNAMSIZ);
            int result = Interfaces.indexToName(new CapturedErrno(arena), index, name);
            if (result < 0 && result != -Errno.ENXIO && result != -Errno.ENODEV) {
                throw new IcmpException("looking for the interface " + index, -result);
            }
            return result < 0 ? Optional.empty() : Optional.of(name.getString(0));
        }
    }
}
