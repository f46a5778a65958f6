package io.github.icmpffm.libc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Names and numbers of network interfaces, {@code <net/if.h>}, whether or not they have an address. */
public final class Interfaces {

    /** {@code <linux/if.h>}: the longest name, with the byte 0 at its end. */
    public static final int IFNAMSIZ = 16;

    private static final MemorySegment IF_NAMETOINDEX = Linkage.function("if_nametoindex");
    private static final MemorySegment IF_INDEXTONAME = Linkage.function("if_indextoname");

    private Interfaces() {}

    /** {@code unsigned int if_nametoindex(const char *name)}: the number, 1 or more, or -errno. */
    public static int nameToIndex(CapturedErrno errno, String name) {
        try (Arena arena = Arena.ofConfined()) {
            int index = Linkage.callInt(IF_NAMETOINDEX, errno, arena.allocateFrom(name).address(), 0, 0);
            return index == 0 ? -errno.value() : index;
        }
    }

    /**
     * {@code char *if_indextoname(unsigned int index, char *name)}: 0, or -errno.
     *
     * @param name room for {@link #IFNAMSIZ} bytes
     */
    public static int indexToName(CapturedErrno errno, int index, MemorySegment name) {
        return Linkage.call(IF_INDEXTONAME, errno, index, name.address(), 0) == 0 ? -errno.value() : 0;
    }
}
