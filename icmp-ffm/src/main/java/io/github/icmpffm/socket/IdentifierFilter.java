package io.github.icmpffm.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import io.github.icmpffm.libc.SockFilter;
import io.github.icmpffm.libc.SockFprog;
import io.github.icmpffm.packet.Family;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A classic BPF program that lets a raw socket receive only what concerns one echo identifier: echo replies that carry
 * it, and messages that quote an echo request with it. All else stays out of the receive buffer, so that a storm of
 * other programs' ICMP cannot push our own replies out of it.
 *
 * <p>A raw IPv4 socket sees the packet from its IP header on, a raw IPv6 socket from the ICMPv6 header on. A load
 * outside the packet ends the program and drops the packet.
 */
final class IdentifierFilter {

    /** One instruction: what it does, how many to skip if true and if false, and its operand. */
    private record Instruction(int code, int ifTrue, int ifFalse, int operand) {}

    // <linux/bpf_common.h>: class | size | mode, or class | operation | source
    private static final int LOAD_X_HEADER_LENGTH = 0xb1; // X = 4 * (P[k] & 0xf)
    private static final int LOAD_X = 0x01; // X = k
    private static final int LOAD_BYTE_AT = 0x30; // A = P[k]
    private static final int LOAD_HALF_AT = 0x28;
    private static final int LOAD_BYTE_AT_X = 0x50; // A = P[X + k]
    private static final int LOAD_HALF_AT_X = 0x48;
    private static final int AND = 0x54;
    private static final int SHIFT_LEFT = 0x64;
    private static final int ADD_X = 0x0c;
    private static final int A_TO_X = 0x07;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int RETURN = 0x06;

    private static final int WHOLE_PACKET = 0x40000;

    /** RFC 8200 section 4.5. Other extension headers a request of ours has none. */
    private static final int FRAGMENT_HEADER = 44;

    private IdentifierFilter() {}

    /** The {@code struct sock_fprog} for a raw socket of that family, in {@code arena}. */
    static MemorySegment program(Arena arena, Family family, int identifier) {
        return program(arena, family == Family.IPV4 ? ipv4(identifier) : ipv6(identifier));
    }

    /** The program that lets nothing through. */
    static MemorySegment nothing(Arena arena) {
        return program(arena, new Instruction(RETURN, 0, 0, 0));
    }

    private static MemorySegment program(Arena arena, Instruction... instructions) {
        MemorySegment filters = arena.allocate(SockFilter.LAYOUT, instructions.length);
        for (int i = 0; i < instructions.length; i++) {
            long offset = (long) i * SockFilter.SIZE;
            filters.set(JAVA_SHORT, offset + SockFilter.CODE, (short) instructions[i].code());
            filters.set(JAVA_BYTE, offset + SockFilter.JT, (byte) instructions[i].ifTrue());
            filters.set(JAVA_BYTE, offset + SockFilter.JF, (byte) instructions[i].ifFalse());
            filters.set(JAVA_INT, offset + SockFilter.K, instructions[i].operand());
        }
        MemorySegment program = arena.allocate(SockFprog.LAYOUT);
        program.set(JAVA_SHORT, SockFprog.LEN, (short) instructions.length);
        program.set(JAVA_LONG, SockFprog.FILTER, filters.address());
        return program;
    }

    private static Instruction[] ipv4(int identifier) {
        return new Instruction[] {
            /*  0 */ new Instruction(LOAD_X_HEADER_LENGTH, 0, 0, 0),
            /*  1 */ new Instruction(LOAD_BYTE_AT_X, 0, 0, 0), // type
            /*  2 */ new Instruction(JUMP_IF_EQUAL, 0, 2, 0), // echo reply, else to 5
            /*  3 */ new Instruction(LOAD_HALF_AT_X, 0, 0, 4), // identifier
            /*  4 */ new Instruction(JUMP_IF_EQUAL, 17, 16, identifier),
            /*  5 */ new Instruction(JUMP_IF_EQUAL, 4, 0, 3), // unreachable, to 10
            /*  6 */ new Instruction(JUMP_IF_EQUAL, 3, 0, 11), // time exceeded
            /*  7 */ new Instruction(JUMP_IF_EQUAL, 2, 0, 12), // parameter problem
            /*  8 */ new Instruction(JUMP_IF_EQUAL, 1, 0, 4), // source quench
            /*  9 */ new Instruction(JUMP_IF_EQUAL, 0, 11, 5), // redirect, else drop
            /* 10 */ new Instruction(LOAD_BYTE_AT_X, 0, 0, 8 + 9), // quoted protocol
            /* 11 */ new Instruction(JUMP_IF_EQUAL, 0, 9, Family.IPV4.protocol()),
            /* 12 */ new Instruction(LOAD_BYTE_AT_X, 0, 0, 8), // quoted header length
            /* 13 */ new Instruction(AND, 0, 0, 0x0f),
            /* 14 */ new Instruction(SHIFT_LEFT, 0, 0, 2),
            /* 15 */ new Instruction(ADD_X, 0, 0, 0),
            /* 16 */ new Instruction(A_TO_X, 0, 0, 0),
            /* 17 */ new Instruction(LOAD_HALF_AT_X, 0, 0, 8), // quoted type and code
            /* 18 */ new Instruction(JUMP_IF_EQUAL, 0, 2, Family.IPV4.echoRequestType() << 8),
            /* 19 */ new Instruction(LOAD_HALF_AT_X, 0, 0, 8 + 4), // quoted identifier
            /* 20 */ new Instruction(JUMP_IF_EQUAL, 1, 0, identifier),
            /* 21 */ new Instruction(RETURN, 0, 0, 0),
            /* 22 */ new Instruction(RETURN, 0, 0, WHOLE_PACKET),
        };
    }

    private static Instruction[] ipv6(int identifier) {
        return new Instruction[] {
            /*  0 */ new Instruction(LOAD_BYTE_AT, 0, 0, 0), // type
            /*  1 */ new Instruction(JUMP_IF_EQUAL, 0, 2, Family.IPV6.echoReplyType()), // else to 4
            /*  2 */ new Instruction(LOAD_HALF_AT, 0, 0, 4), // identifier
            /*  3 */ new Instruction(JUMP_IF_EQUAL, 16, 15, identifier),
            /*  4 */ new Instruction(JUMP_IF_EQUAL, 3, 0, 1), // unreachable, to 8
            /*  5 */ new Instruction(JUMP_IF_EQUAL, 2, 0, 2), // packet too big
            /*  6 */ new Instruction(JUMP_IF_EQUAL, 1, 0, 3), // time exceeded
            /*  7 */ new Instruction(JUMP_IF_EQUAL, 0, 11, 4), // parameter problem, else drop
            /*  8 */ new Instruction(LOAD_X, 0, 0, 0),
            /*  9 */ new Instruction(LOAD_BYTE_AT, 0, 0, 8 + 6), // quoted next header
            /* 10 */ new Instruction(JUMP_IF_EQUAL, 4, 0, Family.IPV6.protocol()), // to 15
            /* 11 */ new Instruction(JUMP_IF_EQUAL, 0, 7, FRAGMENT_HEADER), // of a request that was too long, else drop
            /* 12 */ new Instruction(LOAD_BYTE_AT, 0, 0, 48), // its next header
            /* 13 */ new Instruction(JUMP_IF_EQUAL, 0, 5, Family.IPV6.protocol()),
            /* 14 */ new Instruction(LOAD_X, 0, 0, 8),
            /* 15 */ new Instruction(LOAD_HALF_AT_X, 0, 0, 48), // quoted type and code
            /* 16 */ new Instruction(JUMP_IF_EQUAL, 0, 2, Family.IPV6.echoRequestType() << 8),
            /* 17 */ new Instruction(LOAD_HALF_AT_X, 0, 0, 48 + 4), // quoted identifier
            /* 18 */ new Instruction(JUMP_IF_EQUAL, 1, 0, identifier),
            /* 19 */ new Instruction(RETURN, 0, 0, 0),
            /* 20 */ new Instruction(RETURN, 0, 0, WHOLE_PACKET),
        };
    }
}
