package io.github.icmpffm.testnetwork;

/** A packet that no healthy host would answer. */
final class MalformedPacket extends Exception {

    private static final long serialVersionUID = 1;

    MalformedPacket(String complaint) {
        super(complaint);
    }
}
