package io.github.icmpffm.testnetwork;

/** Something without a result to be done in the namespace. */
@FunctionalInterface
public interface InsideAction<E extends Exception> {

    void run() throws E;
}
