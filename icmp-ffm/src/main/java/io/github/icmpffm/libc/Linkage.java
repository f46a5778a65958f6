package io.github.icmpffm.libc;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Binds a C function by name.
 *
 * <p>Every function is bound in one shape: six 64-bit words in, one out. The System V and AAPCS64 calling conventions
 * pass up to six integers and pointers in registers, whatever their width; a callee reads as much of a register as its
 * parameter is wide, and registers it has no parameter for are free to hold anything. What is gained is start-up: a
 * shape costs 3 to 5 ms the first time, a further function of the same shape 0.1 ms. What it costs: a wrapper must cut
 * an {@code int} result down itself, for the upper half of that register is undefined.
 *
 * <p>Never with {@code Linker.Option.critical}: a thread that blocks in such a call blocks every garbage collection.
 */
final class Linkage {

    private static final FunctionDescriptor SIX_WORDS = FunctionDescriptor.of(
            JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

    private static final Linker.Option CAPTURE_ERRNO = Linker.Option.captureCallState("errno");

    private Linkage() {}

    /**
     * A handle of type {@code (MemorySegment errno, long × 6) long}.
     *
     * @throws UnsatisfiedLinkError if the C library has no such function
     */
    static MethodHandle link(String function) {
        return link(function, CAPTURE_ERRNO);
    }

    /** The same for a variadic C function, of whose parameters {@code fixed} are not variadic. */
    static MethodHandle linkVariadic(String function, int fixed) {
        return link(function, CAPTURE_ERRNO, Linker.Option.firstVariadicArg(fixed));
    }

    /** Where a C function is, for C to call. */
    static long address(String function) {
        return symbol(Linker.nativeLinker(), function).address();
    }

    private static MemorySegment symbol(Linker linker, String function) {
        return linker.defaultLookup()
                .find(function)
                .orElseThrow(() -> new UnsatisfiedLinkError("the C library has no function " + function));
    }

    @SuppressWarnings("restricted")
    private static MethodHandle link(String function, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(symbol(linker, function), SIX_WORDS, options);
    }

    /** {@code returned}, or -errno if the C function said -1. */
    static long resultOrErrno(long returned, CapturedErrno errno) {
        return returned >= 0 ? returned : -errno.value();
    }

    /** The same for a C function that returns {@code int}. */
    static int intResultOrErrno(long returned, CapturedErrno errno) {
        int result = (int) returned;
        return result >= 0 ? result : -errno.value();
    }

    /** What a downcall handle declares but cannot throw. */
    static AssertionError impossible(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return new AssertionError("a downcall threw", thrown);
    }
}
