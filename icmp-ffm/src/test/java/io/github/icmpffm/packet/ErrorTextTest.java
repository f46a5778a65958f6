package io.github.icmpffm.packet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words of iputils, and the words for machines. */
class ErrorTextTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0  | 0  | 0        | Echo Reply                                       | other
            3  | 0  | 0        | Destination Net Unreachable                      | unreachable
            3  | 1  | 0        | Destination Host Unreachable                     | unreachable
            3  | 2  | 0        | Destination Protocol Unreachable                 | unreachable
            3  | 3  | 0        | Destination Port Unreachable                     | unreachable
            3  | 4  | 00000500 | Frag needed and DF set (mtu = 1280)              | too-big
            3  | 4  | 00200500 | Frag needed and DF set (mtu = 1280)              | too-big
            3  | 4  | 0000ffff | Frag needed and DF set (mtu = 65535)             | too-big
            3  | 5  | 0        | Source Route Failed                              | unreachable
            3  | 6  | 0        | Destination Net Unknown                          | unreachable
            3  | 7  | 0        | Destination Host Unknown                         | unreachable
            3  | 8  | 0        | Source Host Isolated                             | unreachable
            3  | 9  | 0        | Destination Net Prohibited                       | unreachable
            3  | 10 | 0        | Destination Host Prohibited                      | unreachable
            3  | 11 | 0        | Destination Net Unreachable for Type of Service  | unreachable
            3  | 12 | 0        | Destination Host Unreachable for Type of Service | unreachable
            3  | 13 | 0        | Packet filtered                                  | unreachable
            3  | 14 | 0        | Precedence Violation                             | unreachable
            3  | 15 | 0        | Precedence Cutoff                                | unreachable
            3  | 16 | 0        | Dest Unreachable, Bad Code: 16                   | unreachable
            4  | 0  | 0        | Source Quench                                    | source-quench
            5  | 0  | cb007109 | Redirect Network(New nexthop: 203.0.113.9)       | redirect
            5  | 1  | cb007109 | Redirect Host(New nexthop: 203.0.113.9)          | redirect
            5  | 2  | cb007109 | Redirect Type of Service and Network(New nexthop: 203.0.113.9) | redirect
            5  | 3  | cb007109 | Redirect Type of Service and Host(New nexthop: 203.0.113.9) | redirect
            5  | 4  | cb007109 | Redirect, Bad Code: 4(New nexthop: 203.0.113.9)  | redirect
            8  | 0  | 0        | Echo Request                                     | other
            11 | 0  | 0        | Time to live exceeded                            | time-exceeded
            11 | 1  | 0        | Frag reassembly time exceeded                    | time-exceeded
            11 | 2  | 0        | Time exceeded, Bad Code: 2                       | time-exceeded
            12 | 0  | 14000000 | Parameter problem: pointer = 20                  | parameter-problem
            12 | 0  | ff000000 | Parameter problem: pointer = 255                 | parameter-problem
            13 | 0  | 0        | Timestamp                                        | other
            14 | 0  | 0        | Timestamp Reply                                  | other
            15 | 0  | 0        | Information Request                              | other
            16 | 0  | 0        | Information Reply                                | other
            17 | 0  | 0        | Address Mask Request                             | other
            18 | 0  | 0        | Address Mask Reply                               | other
            200 | 0 | 0        | Bad ICMP type: 200                               | other
            """)
    void icmp(int type, int code, String rest, String text, String category) {
        assertTextAndCategory(Family.IPV4, type, code, rest, text, category);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1   | 0 | 0        | Destination unreachable: No route                    | unreachable
            1   | 1 | 0        | Destination unreachable: Administratively prohibited | unreachable
            1   | 2 | 0        | Destination unreachable: Beyond scope of source address | unreachable
            1   | 3 | 0        | Destination unreachable: Address unreachable         | unreachable
            1   | 4 | 0        | Destination unreachable: Port unreachable            | unreachable
            1   | 5 | 0        | Destination unreachable: Source address failed ingress/egress policy | unreachable
            1   | 6 | 0        | Destination unreachable: Reject route to destination | unreachable
            1   | 7 | 0        | Destination unreachable: Unknown code 7              | unreachable
            2   | 0 | 00000500 | Packet too big: mtu=1280                             | too-big
            2   | 0 | ffffffff | Packet too big: mtu=4294967295                       | too-big
            2   | 1 | 00000500 | Packet too big: mtu=1280, code=1                     | too-big
            3   | 0 | 0        | Time exceeded: Hop limit                             | time-exceeded
            3   | 1 | 0        | Time exceeded: Defragmentation failure               | time-exceeded
            3   | 2 | 0        | Time exceeded: code 2                                | time-exceeded
            4   | 0 | 00000028 | Parameter problem: Wrong header field at 40          | parameter-problem
            4   | 1 | 00000028 | Parameter problem: Unknown header at 40              | parameter-problem
            4   | 2 | 00000028 | Parameter problem: Unknown option at 40              | parameter-problem
            4   | 3 | 00000028 | Parameter problem: code 3 at 40                      | parameter-problem
            128 | 0 | 0        | Echo request                                         | other
            129 | 0 | 0        | Echo reply                                           | other
            130 | 0 | 0        | MLD Query                                            | other
            131 | 0 | 0        | MLD Report                                           | other
            132 | 0 | 0        | MLD Reduction                                        | other
            137 | 0 | 0        | Redirect                                             | redirect
            200 | 0 | 0        | unknown icmp type: 200                               | other
            """)
    void icmpv6(int type, int code, String rest, String text, String category) {
        assertTextAndCategory(Family.IPV6, type, code, rest, text, category);
    }

    private static void assertTextAndCategory(
            Family family, int type, int code, String rest, String text, String category) {
        assertThat(ErrorText.of(family, type, code, Integer.parseUnsignedInt(rest, 16)))
                .isEqualTo(text)
                .startsWith(ErrorText.brief(family, type, code));
        assertThat(ErrorCategory.of(family, type, code).word()).isEqualTo(category);
    }

    @Test
    void theErrorQueuesInfoIsTheRestOfTheHeaderButForTheIcmpPointer() {
        assertThat(ErrorText.restOfHeader(Family.IPV4, 12, 20)).isEqualTo(20 << 24);
        assertThat(ErrorText.restOfHeader(Family.IPV4, 3, 1280)).isEqualTo(1280);
        assertThat(ErrorText.restOfHeader(Family.IPV6, 4, 40)).isEqualTo(40);
    }

    @Test
    void theBriefTextHasNoNumbersOfTheMessage() {
        assertThat(ErrorText.brief(Family.IPV4, 5, 1)).isEqualTo("Redirect Host");
        assertThat(ErrorText.brief(Family.IPV4, 3, 4)).isEqualTo("Frag needed and DF set");
        assertThat(ErrorText.brief(Family.IPV6, 2, 0)).isEqualTo("Packet too big");
    }

    @Test
    void everyTypeHasATextOnOneLineForEveryCode() {
        for (Family family : Family.values()) {
            for (int type = -1; type < 256; type++) {
                StringBuilder all = new StringBuilder();
                for (int code = -1; code < 20; code++) {
                    all.append(ErrorText.of(family, type, code, -1)).append('\n');
                }
                assertThat(all.toString().lines()).hasSize(21).noneMatch(String::isBlank);
                assertThat(IcmpType.nameOf(family, type)).isNotBlank();
            }
        }
    }
}
