package io.github.icmpffm.libc;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.security.SecureRandom;

/** {@code getrandom(2)}: what {@link SecureRandom} would give, but that takes a JVM that starts some 8 ms to load. */
public final class Randomness {

    private Randomness() {}

    /** In a class of its own, so that its failure can be caught. */
    private static final class Linked {
        static final MemorySegment GETRANDOM = Linkage.function("getrandom");
    }

    /** 64 bits that nobody can predict. */
    public static long nextLong() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = arena.allocate(JAVA_LONG);
            long returned = Linkage.call(Linked.GETRANDOM, new CapturedErrno(arena), bytes.address(), Long.BYTES, 0);
            if (returned == Long.BYTES) {
                return bytes.get(JAVA_LONG, 0);
            }
        } catch (LinkageError | IllegalCallerException e) {
            // no such function, or native access denied, which the first socket will tell
        }
        return new SecureRandom().nextLong();
    }
}
