package io.github.icmpffm.socket;

/** What a socket does about the path MTU: {@code IP_MTU_DISCOVER} in {@code ip(7)}, with its numbers. */
public enum PathMtuDiscovery {

    /** Never sets don't-fragment. */
    DONT(0),

    /** Fragments what is larger than the known path MTU, sets don't-fragment on the rest. */
    WANT(1),

    /** Always sets don't-fragment; what is larger than the known path MTU is refused with EMSGSIZE. */
    DO(2),

    /** Always sets don't-fragment, and ignores the known path MTU. */
    PROBE(3);

    final int value;

    PathMtuDiscovery(int value) {
        this.value = value;
    }
}
