package io.github.icmpffm.libc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.StructLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The layouts are those of the C compiler on 64-bit Linux: measured with sizeof and offsetof. */
class StructLayoutTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void structsAreLaidOutAsInC(String name, StructLayout layout, int size, String expected) {
        assertThat(layout.byteSize()).isEqualTo(size);
        assertThat(fields(layout)).isEqualTo(expected);
    }

    static Stream<Arguments> structsAreLaidOutAsInC() {
        return Stream.of(
                Arguments.of("cmsghdr", Cmsghdr.LAYOUT, 16, "cmsg_len@0:8 cmsg_level@8:4 cmsg_type@12:4"),
                Arguments.of("iovec", Iovec.LAYOUT, 16, "iov_base@0:8 iov_len@8:8"),
                Arguments.of(
                        "msghdr",
                        Msghdr.LAYOUT,
                        56,
                        "msg_name@0:8 msg_namelen@8:4 msg_iov@16:8 msg_iovlen@24:8 msg_control@32:8"
                                + " msg_controllen@40:8 msg_flags@48:4"),
                Arguments.of("mmsghdr", Mmsghdr.LAYOUT, 64, "msg_hdr@0:56 msg_len@56:4"),
                Arguments.of("pollfd", Pollfd.LAYOUT, 8, "fd@0:4 events@4:2 revents@6:2"),
                Arguments.of("scm_timestamping", ScmTimestamping.LAYOUT, 48, "ts@0:48"),
                Arguments.of(
                        "sock_extended_err",
                        SockExtendedErr.LAYOUT,
                        16,
                        "ee_errno@0:4 ee_origin@4:1 ee_type@5:1 ee_code@6:1 ee_pad@7:1 ee_info@8:4 ee_data@12:4"),
                Arguments.of("sock_filter", SockFilter.LAYOUT, 8, "code@0:2 jt@2:1 jf@3:1 k@4:4"),
                Arguments.of("sock_fprog", SockFprog.LAYOUT, 16, "len@0:2 filter@8:8"),
                Arguments.of("sockaddr_in", SockaddrIn.LAYOUT, 16, "sin_family@0:2 sin_port@2:2 sin_addr@4:4"),
                Arguments.of(
                        "sockaddr_in6",
                        SockaddrIn6.LAYOUT,
                        28,
                        "sin6_family@0:2 sin6_port@2:2 sin6_flowinfo@4:4 sin6_addr@8:16 sin6_scope_id@24:4"),
                Arguments.of("timespec", Timespec.LAYOUT, 16, "tv_sec@0:8 tv_nsec@8:8"));
    }

    @ParameterizedTest(name = "CMSG_SPACE({0}) = {1}")
    @MethodSource
    void ancillaryDataTakesUpWhatCmsgSpaceSays(int data, int space) {
        assertThat(Cmsghdr.space(data)).isEqualTo(space);
    }

    static Stream<Arguments> ancillaryDataTakesUpWhatCmsgSpaceSays() {
        return Stream.of(Arguments.of(4, 24), Arguments.of(16, 32), Arguments.of(20, 40), Arguments.of(48, 64));
    }

    private static String fields(StructLayout layout) {
        List<String> fields = new ArrayList<>();
        for (MemoryLayout member : layout.memberLayouts()) {
            member.name().ifPresent(name -> fields.add(
                    name + "@" + layout.byteOffset(PathElement.groupElement(name)) + ":" + member.byteSize()));
        }
        return String.join(" ", fields);
    }
}
