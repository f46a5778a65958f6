package io.github.icmpffm.packet;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The checksum against the loop of RFC 1071 written plainly: the smallest packet, ping's default, and a full Ethernet frame. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Thread)
public class ChecksumBenchmark {
    private static final ValueLayout.OfShort WORD = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    @Param({"8", "64", "1472"})
    int length;

    private final Arena arena = Arena.ofConfined();
    private MemorySegment packet = MemorySegment.NULL;

    @Setup
    public void fill() {
        byte[] bytes = new byte[length];
        new Random(1071).nextBytes(bytes);
        packet = arena.allocate(length);
        packet.copyFrom(MemorySegment.ofArray(bytes));
    }

    @TearDown
    public void free() {
        arena.close();
    }

    @Benchmark
    public int ours() {
        return InternetChecksum.checksum(packet, 0, length);
    }

    @Benchmark
    public int plain16BitLoop() {
        int sum = 0;
        for (long offset = 0; offset < length; offset += Short.BYTES) {
            sum += Short.toUnsignedInt(packet.get(WORD, offset));
        }
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return ~sum & 0xffff;
    }
}
