package io.github.icmpffm.watchdog;

import io.github.icmpffm.libc.CapturedErrno;
import io.github.icmpffm.libc.Processes;
import io.github.icmpffm.program.OwnClasses;
import io.github.icmpffm.program.PrivilegedThread;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * What the watchdog needs of the C library.
 *
 * @param parent the process it guards
 * @param suspension the clock of what does not count
 */
record Guard(GuardedParent parent, SuspendClock suspension) {
    /** Both processes of a terminal get these. The watchdog stays until the parent has ended, however it does that. */
    private static final int[] IGNORED = {Processes.SIGINT, Processes.SIGHUP, Processes.SIGQUIT};

    /**
     * A guard in the making, on a thread of its own: to link the C library's functions takes a JVM longer than all the
     * rest of the start, and the watchdog has to listen soon.
     */
    static final class Opening {
        private final FutureTask<Guard> task;
        private @Nullable PrivilegedThread thread;

        Opening(int expectedParent) {
            task = new FutureTask<>(new Callable<>() {
                @Override
                public Guard call() throws IOException {
                    return open(expectedParent);
                }
            });
        }

        void begin() {
            thread = new PrivilegedThread("guard");
            thread.execute(task);
        }

        boolean isDone() {
            return task.isDone();
        }

        /** The parent pings: nothing is needed any more but to end it. What that takes is loaded now, while the jar is what it was. */
        void settle() {
            run(new FutureTask<>(new Callable<>() {
                @Override
                public Boolean call() throws IOException {
                    await().parent().giveUpPrivileges();
                    OwnClasses.loadAll();
                    return true;
                }
            }));
        }

        /** {@link GuardedParent#end}, by the thread that may. */
        boolean endParent() throws IOException {
            FutureTask<Boolean> end = new FutureTask<>(new Callable<>() {
                @Override
                public Boolean call() throws IOException {
                    return await().parent().end();
                }
            });
            run(end);
            return result(end);
        }

        private void run(FutureTask<?> work) {
            if (thread != null) {
                thread.execute(work);
            }
        }

        /**
         * Waits for it.
         *
         * @throws IOException if the kernel does not let this process guard its parent
         */
        Guard await() throws IOException {
            return result(task);
        }

        private static <T> T result(FutureTask<T> task) throws IOException {
            while (true) {
                try {
                    return task.get();
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof IOException refusal ? refusal : new IOException(e.getCause());
                } catch (InterruptedException e) {
                    // nobody interrupts the watchdog's thread, and there is nothing to do without a guard
                }
            }
        }
    }

    private static Guard open(int expectedParent) throws IOException {
        CapturedErrno errno = new CapturedErrno(Arena.global());
        GuardedParent parent = GuardedParent.open(expectedParent);
        for (int signal : IGNORED) {
            Processes.signal(errno, signal, Processes.SIG_IGN);
        }
        return new Guard(parent, new SuspendClock());
    }
}
