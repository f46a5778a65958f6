package io.github.icmpffm.libc;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Finds C functions by name, and calls them.
 *
 * <p>All are called by one handle, in one shape: six 64-bit words in, one out. The System V and AAPCS64 calling conventions
 * pass up to six integers and pointers in registers, whatever their width; a callee reads as much of a register as its
 * parameter is wide, and registers it has no parameter for are free to hold anything. What is gained is start-up: a handle
 * costs 10 ms the first time, 3 to 5 ms for each further shape, and 0.1 ms for each further function, where one more to
 * find costs next to nothing. What it costs: an {@code int} result must be cut down, for the upper half of that register is
 * undefined.
 *
 * <p>Never with {@code Linker.Option.critical}: a thread that blocks in such a call blocks every garbage collection.
 */
final class Linkage {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option CAPTURE_ERRNO = Linker.Option.captureCallState("errno");

    /** Of type {@code (MemorySegment function, MemorySegment errno, long × 6) long}. */
    private static final MethodHandle CALL = handle(CAPTURE_ERRNO);

    private Linkage() {}

    /** In a class of its own, made when the first such function is called. */
    private static final class Variadic {
        static final MethodHandle CALL = handle(CAPTURE_ERRNO, Linker.Option.firstVariadicArg(1));
    }

    @SuppressWarnings("restricted")
    private static MethodHandle handle(Linker.Option... options) {
        return LINKER.downcallHandle(
                FunctionDescriptor.of(
                        JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                options);
    }

    /**
     * A function of the C library.
     *
     * @throws UnsatisfiedLinkError if it has none of that name
     */
    static MemorySegment function(String name) {
        return LINKER.defaultLookup()
                .find(name)
                .orElseThrow(() -> new UnsatisfiedLinkError("the C library has no function " + name));
    }

    /** Calls a function that returns a word: that, or -errno if it is below 0. */
    static long call(
            MemorySegment function, CapturedErrno errno, long a, long b, long c, long d, long e, long f) {
        long returned = register(function, errno, a, b, c, d, e, f);
        return returned >= 0 ? returned : -errno.value();
    }

    static long call(MemorySegment function, CapturedErrno errno, long a, long b, long c) {
        return call(function, errno, a, b, c, 0, 0, 0);
    }

    /** Calls a function that returns an {@code int}; otherwise as {@link #call}. */
    static int callInt(
            MemorySegment function, CapturedErrno errno, long a, long b, long c, long d, long e, long f) {
        int returned = (int) register(function, errno, a, b, c, d, e, f);
        return returned >= 0 ? returned : -errno.value();
    }

    static int callInt(MemorySegment function, CapturedErrno errno, long a, long b, long c) {
        return callInt(function, errno, a, b, c, 0, 0, 0);
    }

    /** Calls a variadic function that returns an {@code int}; otherwise as {@link #call}. */
    static int callVariadic(
            MemorySegment function, CapturedErrno errno, long a, long b, long c, long d, long e, long f) {
        try {
            int returned = (int) (long) Variadic.CALL.invokeExact(function, errno.segment, a, b, c, d, e, f);
            return returned >= 0 ? returned : -errno.value();
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    /** The whole register that results are returned in. */
    private static long register(
            MemorySegment function, CapturedErrno errno, long a, long b, long c, long d, long e, long f) {
        try {
            return (long) CALL.invokeExact(function, errno.segment, a, b, c, d, e, f);
        } catch (Throwable t) {
            throw impossible(t);
        }
    }

    /** What a downcall handle declares but cannot throw. */
    private static AssertionError impossible(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return new AssertionError("a downcall threw", thrown);
    }
}
