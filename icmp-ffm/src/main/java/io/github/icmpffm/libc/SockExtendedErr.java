package io.github.icmpffm.libc;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.StructLayout;

/**
 * {@code <linux/errqueue.h>}: an entry of a socket's error queue, see {@code ip(7)}, IP_RECVERR.
 *
 * <pre>{@code
 * struct sock_extended_err {
 *     uint32_t ee_errno;   // ENOMSG for a timestamp
 *     uint8_t  ee_origin;  // SO_EE_ORIGIN_...
 *     uint8_t  ee_type;    // of the ICMP message
 *     uint8_t  ee_code;
 *     uint8_t  ee_pad;
 *     uint32_t ee_info;    // path MTU; kind of timestamp
 *     uint32_t ee_data;    // OPT_ID of a timestamp; or struct sock_ee_data_rfc4884 { uint16_t len; uint8_t flags; … }
 *     // the offender's sockaddr follows: SO_EE_OFFENDER
 * };
 * }</pre>
 */
public final class SockExtendedErr {

    public static final StructLayout LAYOUT = MemoryLayout.structLayout(
            JAVA_INT.withName("ee_errno"),
            JAVA_BYTE.withName("ee_origin"),
            JAVA_BYTE.withName("ee_type"),
            JAVA_BYTE.withName("ee_code"),
            JAVA_BYTE.withName("ee_pad"),
            JAVA_INT.withName("ee_info"),
            JAVA_INT.withName("ee_data"));

    public static final int SIZE = 16;

    public static final long EE_ERRNO = LAYOUT.byteOffset(PathElement.groupElement("ee_errno"));
    public static final long EE_ORIGIN = LAYOUT.byteOffset(PathElement.groupElement("ee_origin"));
    public static final long EE_TYPE = LAYOUT.byteOffset(PathElement.groupElement("ee_type"));
    public static final long EE_CODE = LAYOUT.byteOffset(PathElement.groupElement("ee_code"));
    public static final long EE_PAD = LAYOUT.byteOffset(PathElement.groupElement("ee_pad"));
    public static final long EE_INFO = LAYOUT.byteOffset(PathElement.groupElement("ee_info"));
    public static final long EE_DATA = LAYOUT.byteOffset(PathElement.groupElement("ee_data"));

    /** Where in the message the extensions of an ICMP error begin, 0 if there are none. */
    public static final long EE_DATA_RFC4884_LEN = EE_DATA;

    private SockExtendedErr() {}

    /** {@code SO_EE_OFFENDER}: where the sockaddr of who said so begins. */
    public static final long OFFENDER = SIZE;
}
