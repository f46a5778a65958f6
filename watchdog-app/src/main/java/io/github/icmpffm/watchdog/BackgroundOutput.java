package io.github.icmpffm.watchdog;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Prints on a thread of its own, so that a terminal that is halted, or a full pipe that nobody reads, does not keep the
 * watchdog from its duty. What it is told to print is printed in that order.
 */
final class BackgroundOutput extends Thread {
    private record Line(boolean isComplaint, String text) {}

    private final Queue<Line> lines = new ArrayDeque<>();
    private boolean printing;

    BackgroundOutput() {
        super("output");
        setDaemon(true);
    }

    /** A line for stdout. */
    void print(String text) {
        add(new Line(false, text));
    }

    /** A line for stderr, which says who complains. */
    void complain(String text) {
        add(new Line(true, "watchdog: ".concat(text)));
    }

    /** A line for stdout, printed by the calling thread, after all others; for one who knows that this does not block. */
    void printAtOnce(String text) {
        synchronized (this) {
            if (printing || !lines.isEmpty()) {
                print(text);
                return;
            }
        }
        write(new Line(false, text));
    }

    private synchronized void add(Line line) {
        lines.add(line);
        notifyAll();
    }

    /** Waits until everything is printed, but not for longer than that. */
    synchronized void flush(long millis) {
        long deadline = System.nanoTime() + millis * 1_000_000;
        try {
            while (printing || !lines.isEmpty()) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return;
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            currentThread().interrupt();
        }
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
        printing = false;
        notifyAll();
        while (lines.isEmpty()) {
            wait();
        }
        printing = true;
        return lines.remove();
    }

    private static void write(Line line) {
        if (line.isComplaint) {
            Output.complain(line.text);
            return;
        }
        try {
            Output.print(line.text);
        } catch (IOException e) {
            // Nobody reads it any more; the parent is guarded all the same.
        }
    }
}
