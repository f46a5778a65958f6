package io.github.icmpffm.program;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;

/** The one thread that keeps a capability when the process gives up being root. It does what takes that, in turn, and nothing else. */
public final class PrivilegedThread implements Executor {
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

    /** Starts it; it ends with the process. */
    public PrivilegedThread(String name) {
        Thread thread = new Thread(name) {
            @Override
            public void run() {
                work();
            }
        };
        thread.setDaemon(true);
        thread.start();
    }

    private void work() {
        while (true) {
            try {
                tasks.take().run();
            } catch (InterruptedException e) {
                return; // nobody does
            }
        }
    }

    /** @param task throws nothing */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /** Gives up being root, but for what this thread keeps; otherwise as {@link Privileges#giveUp}. */
    public Optional<String> giveUp(Identity identity, int... kept) throws InterruptedException {
        FutureTask<Optional<String>> task = new FutureTask<>(new Callable<>() { // a lambda would take a cold JVM milliseconds
            @Override
            public Optional<String> call() {
                return Privileges.giveUp(identity, kept);
            }
        });
        execute(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
