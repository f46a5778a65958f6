package io.github.icmpffm;

import io.github.icmpffm.engine.LoopThread;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What a loop's thread completes. Waiting for it there would last for ever, and is refused; so is waiting for what depends on
 * it.
 */
class LoopFuture<T> extends CompletableFuture<T> {

    @Override
    public T get() throws InterruptedException, ExecutionException {
        requireNoWait();
        return super.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        requireNoWait();
        return super.get(timeout, unit);
    }

    @Override
    public T join() {
        requireNoWait();
        return super.join();
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new LoopFuture<>();
    }

    private void requireNoWait() {
        if (!isDone()) {
            LoopThread.requireOther();
        }
    }
}
