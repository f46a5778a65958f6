package io.github.icmpffm.testnetwork;

import org.jspecify.annotations.Nullable;

/** Something to be done in the namespace: a {@link java.util.concurrent.Callable} that says which exception it throws. */
@FunctionalInterface
public interface InsideCall<T extends @Nullable Object, E extends Exception> {

    T call() throws E;
}
