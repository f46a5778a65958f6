package io.github.icmpffm.libc;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.StructLayout;

/**
 * {@code <sys/socket.h>}.
 *
 * <pre>{@code
 * struct msghdr {
 *     void         *msg_name;        // address
 *     socklen_t     msg_namelen;
 *     struct iovec *msg_iov;
 *     size_t        msg_iovlen;      // how many
 *     void         *msg_control;     // ancillary data, see cmsghdr
 *     size_t        msg_controllen;
 *     int           msg_flags;       // of a received message
 * };
 * }</pre>
 */
public final class Msghdr {

    public static final StructLayout LAYOUT = MemoryLayout.structLayout(
            JAVA_LONG.withName("msg_name"),
            JAVA_INT.withName("msg_namelen"),
            MemoryLayout.paddingLayout(4),
            JAVA_LONG.withName("msg_iov"),
            JAVA_LONG.withName("msg_iovlen"),
            JAVA_LONG.withName("msg_control"),
            JAVA_LONG.withName("msg_controllen"),
            JAVA_INT.withName("msg_flags"),
            MemoryLayout.paddingLayout(4));

    public static final int SIZE = 56;

    public static final long MSG_NAME = LAYOUT.byteOffset(PathElement.groupElement("msg_name"));
    public static final long MSG_NAMELEN = LAYOUT.byteOffset(PathElement.groupElement("msg_namelen"));
    public static final long MSG_IOV = LAYOUT.byteOffset(PathElement.groupElement("msg_iov"));
    public static final long MSG_IOVLEN = LAYOUT.byteOffset(PathElement.groupElement("msg_iovlen"));
    public static final long MSG_CONTROL = LAYOUT.byteOffset(PathElement.groupElement("msg_control"));
    public static final long MSG_CONTROLLEN = LAYOUT.byteOffset(PathElement.groupElement("msg_controllen"));
    public static final long MSG_FLAGS = LAYOUT.byteOffset(PathElement.groupElement("msg_flags"));

    private Msghdr() {}
}
