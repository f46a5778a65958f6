package io.github.icmpffm.testnetwork;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.icmpffm.libc.CapturedErrno;
import io.github.icmpffm.libc.Namespaces;
import io.github.icmpffm.libc.SockFilter;
import io.github.icmpffm.libc.SockFprog;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * A kernel, sandbox or emulator that refuses a socket option: {@code setsockopt} fails with an errno. seccomp plays it, for one
 * thread and for the threads and processes that it starts.
 *
 * <p>Where the machine has no seccomp, the test is skipped.
 */
public final class RefusedOption {

    /** {@code <linux/bpf_common.h>}: A = P[k], of a {@code struct seccomp_data}. */
    private static final int LOAD = 0x20;

    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int RETURN = 0x06;

    /** {@code <linux/seccomp.h>}; the errno is in the lower half. */
    private static final int SECCOMP_RET_ERRNO = 0x50000;

    private static final int SECCOMP_RET_ALLOW = 0x7fff0000;

    /** {@code struct seccomp_data}: the number of the system call, and where its arguments of 64 bits begin. */
    private static final int NUMBER = 0;

    private static final int ARGUMENTS = 16;

    private RefusedOption() {}

    /**
     * Does something on a thread of its own that is refused the option; what that starts is refused it for good.
     *
     * @param level as {@code SOL_SOCKET}
     * @param option as {@code SO_TIMESTAMPING}
     * @param errno what {@code setsockopt} fails with
     */
    public static <T extends @Nullable Object> T call(int level, int option, int errno, InsideCall<T, ?> task)
            throws Exception {
        FutureTask<T> future = new FutureTask<>(() -> {
            refuse(level, option, errno);
            return task.call();
        });
        Thread thread = new Thread(future, "refused-option");
        thread.setDaemon(true);
        thread.start();
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof Exception exception ? exception : e;
        }
    }

    private static void refuse(int level, int option, int errno) {
        int[][] program = {
            {LOAD, 0, 0, NUMBER},
            {JUMP_IF_EQUAL, 0, 5, setsockopt()},
            {LOAD, 0, 0, argument(1)},
            {JUMP_IF_EQUAL, 0, 3, level},
            {LOAD, 0, 0, argument(2)},
            {JUMP_IF_EQUAL, 0, 1, option},
            {RETURN, 0, 0, SECCOMP_RET_ERRNO | errno},
            {RETURN, 0, 0, SECCOMP_RET_ALLOW},
        };
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment instructions = arena.allocate(SockFilter.LAYOUT, program.length);
            for (int i = 0; i < program.length; i++) {
                long offset = (long) i * SockFilter.SIZE;
                instructions.set(JAVA_SHORT, offset + SockFilter.CODE, (short) program[i][0]);
                instructions.set(JAVA_BYTE, offset + SockFilter.JT, (byte) program[i][1]);
                instructions.set(JAVA_BYTE, offset + SockFilter.JF, (byte) program[i][2]);
                instructions.set(JAVA_INT, offset + SockFilter.K, program[i][3]);
            }
            MemorySegment filter = arena.allocate(SockFprog.LAYOUT);
            filter.set(JAVA_SHORT, SockFprog.LEN, (short) program.length);
            filter.set(JAVA_LONG, SockFprog.FILTER, instructions.address());
            int result = Namespaces.filterSystemCalls(new CapturedErrno(arena), filter);
            assumeTrue(result == 0, "no seccomp to refuse an option with: errno " + -result);
        }
    }

    /** The lower half of an argument. */
    private static int argument(int index) {
        return ARGUMENTS + index * Long.BYTES + (ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? Integer.BYTES : 0);
    }

    /** {@code <asm/unistd.h>}. */
    private static int setsockopt() {
        String machine = System.getProperty("os.arch");
        assumeTrue(machine.equals("amd64") || machine.equals("aarch64") || machine.equals("riscv64"),
                "the number of setsockopt is not known here: " + machine);
        return machine.equals("amd64") ? 54 : 208;
    }
}
