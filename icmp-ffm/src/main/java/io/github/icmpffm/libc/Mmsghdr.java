package io.github.icmpffm.libc;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.StructLayout;

/**
 * {@code <sys/socket.h>}, with {@code _GNU_SOURCE}.
 *
 * <pre>{@code
 * struct mmsghdr {
 *     struct msghdr msg_hdr;
 *     unsigned int  msg_len;  // bytes sent or received
 * };
 * }</pre>
 */
public final class Mmsghdr {

    public static final StructLayout LAYOUT = MemoryLayout.structLayout(
            Msghdr.LAYOUT.withName("msg_hdr"),
            JAVA_INT.withName("msg_len"),
            MemoryLayout.paddingLayout(4));

    public static final int SIZE = 64;

    public static final long MSG_HDR = LAYOUT.byteOffset(PathElement.groupElement("msg_hdr"));
    public static final long MSG_LEN = LAYOUT.byteOffset(PathElement.groupElement("msg_len"));

    private Mmsghdr() {}
}
