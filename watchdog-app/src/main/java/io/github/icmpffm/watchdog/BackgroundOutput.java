package io.github.icmpffm.watchdog;

import io.github.icmpffm.program.HarmlessText;
import io.github.icmpffm.program.StandardOutput;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Prints on a thread of its own, so that a halted terminal, or a full pipe that nobody reads, delays nobody else: no
 * method here waits for a reader but {@link #flush} and {@link #finish}, and those not for long. Safe for use by several
 * threads.
 *
 * <p>What is printed is {@link HarmlessText}. Lines are printed in the order in which they were given, each in one {@code
 * write(2)}: so lines of two processes on
 * one terminal never tear each other. What waits is bounded. Once that is full, lines are dropped until all that waits
 * has been printed; then a line says how many were dropped.
 */
final class BackgroundOutput extends Thread {
    /** Memory of a waiting line beside its text: the object, the array's header, the place in the queue. */
    private static final int BYTES_A_LINE = 80;

    /** How long the last lines may take when those before them took too long. */
    private static final long LAST_LINES_MILLIS = 300;

    private static final class Line {
        final boolean isComplaint;
        final byte[] bytes;

        Line(boolean isComplaint, String text) {
            this.isComplaint = isComplaint;
            bytes = HarmlessText.lines(text).concat("\n").getBytes(StandardCharsets.UTF_8);
        }

        int memory() {
            return BYTES_A_LINE + bytes.length;
        }
    }

    private final String program;
    private final long mostMemory;
    private final OutputStream out;
    private final OutputStream err;
    private final @Nullable Runnable whenClosed;

    private final Queue<Line> lines = new ArrayDeque<>();

    /** Those that are printed whatever was dropped before them. */
    private final Queue<Line> lastLines = new ArrayDeque<>();

    private long memory;
    private long dropped;
    private boolean ending;
    private boolean printing;
    private boolean hasFailed;
    private long printed;

    /**
     * An output that prints once it is started.
     *
     * @param program what complaints begin with
     * @param mostMemory how much may wait, in estimated bytes
     * @param whenClosed runs on this thread when a line cannot be printed to {@code out}, since nobody will read it; null for nothing
     */
    BackgroundOutput(
            String program, long mostMemory, OutputStream out, OutputStream err, @Nullable Runnable whenClosed) {
        super("output");
        setDaemon(true);
        this.program = program;
        this.mostMemory = mostMemory;
        this.out = out;
        this.err = err;
        this.whenClosed = whenClosed;
    }

    /** Output to the process's stdout and stderr. */
    static BackgroundOutput standard(String program, long mostMemory, @Nullable Runnable whenClosed) {
        return new BackgroundOutput(
                program,
                mostMemory,
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                whenClosed);
    }

    /** Starts it, or ends the process with one line and that status: a limit of threads is met here first. */
    void startOrHalt(int status) {
        try {
            start();
        } catch (OutOfMemoryError e) {
            System.err.print(program + ": cannot start a thread here: "
                    + HarmlessText.line(String.valueOf(e.getMessage())) + "\n");
            Runtime.getRuntime().halt(status);
        }
    }

    /** Prints a line, or several that belong together, to stdout. */
    void print(String text) {
        add(false, text);
    }

    /** Prints one line to stderr that names the program, whatever the text quotes from somewhere. */
    void complain(String text) {
        complainInLines(HarmlessText.line(text));
    }

    /** Prints text of our own to stderr, of as many lines as it has. */
    void complainInLines(String text) {
        add(true, program.concat(": ").concat(text));
    }

    /** From now on nothing is dropped: these are the last lines, and few. */
    synchronized void beginLastLines() {
        ending = true;
    }

    private void add(boolean isComplaint, String text) {
        Line line = new Line(isComplaint, text);
        synchronized (this) {
            if (ending) {
                lastLines.add(line);
            } else if (dropped > 0 || memory + line.memory() > mostMemory) {
                dropped++;
            } else {
                lines.add(line);
                memory += line.memory();
            }
            notifyAll();
        }
    }

    /**
     * Waits until everything is printed.
     *
     * @param stalledMillis gives up when no line was printed for so long
     * @param mostMillis gives up after so long
     * @return whether everything is printed
     */
    synchronized boolean flush(long stalledMillis, long mostMillis) {
        long start = System.nanoTime();
        long movedAt = start;
        long seen = printed;
        try {
            while (printing || !lines.isEmpty() || dropped > 0 || !lastLines.isEmpty()) {
                long now = System.nanoTime();
                if (printed != seen) {
                    seen = printed;
                    movedAt = now;
                }
                long left = Math.min(movedAt + stalledMillis * 1_000_000, start + mostMillis * 1_000_000) - now;
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            currentThread().interrupt();
            return false;
        }
        return true;
    }

    /** The same before the process ends: then drops what waits before the last lines, and sees to the complaints. */
    void finish(long stalledMillis, long mostMillis) {
        if (flush(stalledMillis, mostMillis)) {
            return;
        }
        List<Line> complaints = new ArrayList<>();
        synchronized (this) {
            takeComplaints(lines, complaints);
            dropped += lines.size();
            lines.clear();
        }
        if (!flush(LAST_LINES_MILLIS / 2, LAST_LINES_MILLIS)) {
            synchronized (this) {
                takeComplaints(lastLines, complaints);
            }
        }
        printBeside(complaints);
    }

    private static void takeComplaints(Queue<Line> from, List<Line> to) {
        for (Line line : from) {
            if (line.isComplaint) {
                to.add(line);
            }
        }
        from.removeAll(to);
    }

    /** On another thread, for this one may be stuck in stdout, and stderr may have another reader. */
    private void printBeside(List<Line> complaints) {
        if (complaints.isEmpty()) {
            return;
        }
        BackgroundOutput beside = new BackgroundOutput(program, mostMemory, out, err, null);
        beside.lines.addAll(complaints);
        beside.start();
        beside.flush(LAST_LINES_MILLIS, LAST_LINES_MILLIS);
    }

    @Override
    public void run() {
        try {
            while (true) {
                write(next());
            }
        } catch (InterruptedException e) {
            // nobody does; the thread ends with the process
        }
    }

    private synchronized Line next() throws InterruptedException {
        if (printing) {
            printing = false;
            printed++;
            notifyAll();
        }
        while (true) {
            Line line = poll();
            if (line != null) {
                printing = true;
                return line;
            }
            wait();
        }
    }

    private @Nullable Line poll() {
        Line first = lines.poll();
        if (first != null) {
            memory -= first.memory();
            return first;
        }
        if (dropped > 0) {
            Line line = new Line(
                    false,
                    program.concat(": lines not printed because nobody read them in time: ")
                            .concat(Long.toString(dropped)));
            dropped = 0;
            return line;
        }
        return lastLines.poll();
    }

    /** The first time; what follows would fail of the same. */
    private void failed(IOException fault) {
        if (!hasFailed && !StandardOutput.isReaderGone(fault)) {
            complain("cannot write to standard output: ".concat(String.valueOf(fault.getMessage())));
        }
        hasFailed = true;
        if (whenClosed != null) {
            whenClosed.run();
        }
    }

    private void write(Line line) {
        try {
            (line.isComplaint ? err : out).write(line.bytes);
        } catch (IOException e) {
            if (!line.isComplaint) {
                failed(e);
            }
        }
    }
}
