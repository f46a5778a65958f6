package io.github.icmpffm.testnetwork;

import java.util.List;

/**
 * What a host does with a request. Called by the network's one thread, in the order of the requests, so it may count in
 * plain fields. What it throws fails the network's {@link TestNetwork#close()}.
 */
@FunctionalInterface
public interface Behaviour {

    /** The packets that go back, each with its own delay; none for silence. */
    List<? extends Answer> answersTo(Request request);
}
