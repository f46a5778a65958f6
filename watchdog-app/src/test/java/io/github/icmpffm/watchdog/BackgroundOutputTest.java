package io.github.icmpffm.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of lines whose reader is slow, halted or gone. */
@Timeout(20)
class BackgroundOutputTest {
    private static final long PATIENCE = 5000;

    /** A reader that takes nothing before it is let go. Each write is one text. */
    private static class Reader extends OutputStream {
        final List<String> writes = new ArrayList<>();
        final CountDownLatch reading;

        Reader(boolean halted) {
            reading = new CountDownLatch(halted ? 1 : 0);
        }

        @Override
        public void write(int b) {
            throw new AssertionError("a byte alone");
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                reading.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            synchronized (this) {
                writes.add(new String(bytes, from, length, StandardCharsets.UTF_8));
            }
        }

        synchronized List<String> writes() {
            return List.copyOf(writes);
        }
    }

    private final Reader halted = new Reader(true);
    private final Reader attentive = new Reader(false);

    private static BackgroundOutput output(long mostMemory, OutputStream out, OutputStream err) {
        BackgroundOutput output = new BackgroundOutput("program", mostMemory, out, err, null);
        output.start();
        return output;
    }

    @Test
    void eachLineIsOneWriteInTheOrderInWhichTheyCame() {
        BackgroundOutput output = output(1_000_000, attentive, attentive);

        output.print("a line");
        output.complain("what is\nwrong\u202e");
        output.print("two\nlines\u001b[2J\u2028");
        output.complainInLines("first\nsecond");

        assertThat(output.flush(PATIENCE, PATIENCE)).isTrue();
        assertThat(attentive.writes())
                .containsExactly("a line\n", "program: what is?wrong?\n", "two\nlines?[2J?\n",
                        "program: first\nsecond\n");
    }

    @Test
    void nothingIsLostOfWhatFitsWhileNobodyReads() {
        BackgroundOutput output = output(16_000_000, halted, attentive);

        IntStream.range(0, 100_000).forEach(i -> output.print("line " + i));
        halted.reading.countDown();

        assertThat(output.flush(PATIENCE, PATIENCE)).isTrue();
        assertThat(halted.writes()).isEqualTo(lines(0, 100_000));
    }

    @Test
    void whatDoesNotFitIsDroppedAndCountedAndTheRestGoesOnInOrder() throws InterruptedException {
        BackgroundOutput output = output(100_000, halted, attentive);

        IntStream.range(0, 10_000).forEach(i -> output.print("line " + i));
        halted.reading.countDown();
        assertThat(output.flush(PATIENCE, PATIENCE)).isTrue();
        output.print("line 10000");
        assertThat(output.flush(PATIENCE, PATIENCE)).isTrue();

        List<String> printed = halted.writes();
        int kept = printed.size() - 2;
        assertThat(kept).isBetween(1000, 1200);
        assertThat(printed.subList(0, kept)).isEqualTo(lines(0, kept));
        assertThat(printed.subList(kept, kept + 2))
                .containsExactly(
                        "program: lines not printed because nobody read them in time: " + (10_000 - kept) + "\n",
                        "line 10000\n");
    }

    /** The estimate is held against what the heap has: 16 MB are 16 MB of memory, not of text. */
    @Test
    void whatWaitsTakesNoMoreMemoryThanItMay() throws InterruptedException {
        BackgroundOutput output = output(16_000_000, halted, attentive);
        long before = usedHeap();

        for (int i = 0; i < 1_000_000; i++) {
            output.print("");
        }

        assertThat(usedHeap() - before).isLessThan(18_000_000);
        halted.reading.countDown();
        assertThat(output.flush(PATIENCE, PATIENCE)).isTrue();
    }

    private static long usedHeap() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void theLastLinesAreNeverDropped() {
        BackgroundOutput output = output(1000, halted, attentive);
        IntStream.range(0, 100).forEach(i -> output.print("line " + i));

        output.beginLastLines();
        output.print("summary");
        halted.reading.countDown();

        output.finish(PATIENCE, PATIENCE);
        assertThat(halted.writes()).endsWith("summary\n");
        assertThat(halted.writes().get(halted.writes().size() - 2)).contains("lines not printed");
    }

    @Test
    void whoNeverReadsIsNotWaitedForAndComplaintsReachAnotherReader() {
        BackgroundOutput output = output(1_000_000, halted, attentive);
        output.print("a line");
        output.complain("the watchdog has gone");
        output.print("another");
        output.beginLastLines();
        output.print("summary");
        output.complain("the end");
        long start = System.nanoTime();

        output.finish(300, 30_000);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1500));
        assertThat(attentive.writes()).containsExactly("program: the watchdog has gone\n", "program: the end\n");
    }

    @Test
    void whoReadsSlowlyIsWaitedForAsLongAsItReads() {
        Reader slow = new Reader(false) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                try {
                    TimeUnit.MILLISECONDS.sleep(100);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                super.write(bytes, from, length);
            }
        };
        BackgroundOutput output = output(1_000_000, slow, attentive);
        IntStream.range(0, 10).forEach(i -> output.print("line " + i));

        output.finish(500, 30_000);

        assertThat(slow.writes()).isEqualTo(lines(0, 10));
    }

    @Test
    void thatNobodyWillReadIsReported() {
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        BackgroundOutput output = new BackgroundOutput("program", 1000, gone, gone, () -> closed.complete(true));
        output.start();

        output.complain("a complaint");
        assertThat(output.flush(PATIENCE, PATIENCE)).isTrue();
        assertThat(closed).isNotDone();
        output.print("a line");

        assertThat(closed).succeedsWithin(Duration.ofMillis(PATIENCE));
    }

    private static List<String> lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "line " + i + "\n").toList();
    }
}
