package io.github.icmpffm.libc;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.StructLayout;
import java.nio.ByteOrder;

/**
 * {@code <netinet/in.h>}.
 *
 * <pre>{@code
 * struct sockaddr_in {
 *     sa_family_t    sin_family;  // AF_INET
 *     in_port_t      sin_port;    // network order; an ICMP datagram socket's id
 *     struct in_addr sin_addr;    // network order
 *     unsigned char  sin_zero[8];
 * };
 * }</pre>
 */
public final class SockaddrIn {

    public static final StructLayout LAYOUT = MemoryLayout.structLayout(
            JAVA_SHORT.withName("sin_family"),
            JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN).withName("sin_port"),
            JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN).withName("sin_addr"),
            MemoryLayout.paddingLayout(8));

    public static final int SIZE = 16;

    public static final long SIN_FAMILY = LAYOUT.byteOffset(PathElement.groupElement("sin_family"));
    public static final long SIN_PORT = LAYOUT.byteOffset(PathElement.groupElement("sin_port"));
    public static final long SIN_ADDR = LAYOUT.byteOffset(PathElement.groupElement("sin_addr"));

    private SockaddrIn() {}
}
