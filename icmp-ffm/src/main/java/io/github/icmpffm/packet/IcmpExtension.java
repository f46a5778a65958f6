package io.github.icmpffm.packet;

/**
 * One object of an RFC 4884 extension structure: what a router says beyond the quoted packet.
 */
public sealed interface IcmpExtension permits MplsLabelStack, UnknownExtension {
    /**
     * Returns the object's class.
     *
     * @return 0 to 255, for instance 1 for MPLS (RFC 4950)
     */
    int classNumber();

    /**
     * Returns the object's type within its class (C-Type).
     *
     * @return 0 to 255
     */
    int classType();

    /**
     * Returns the object's content, without its 4-byte header.
     *
     * @return a new array
     */
    byte[] content();

    /**
     * Describes the object in a few words.
     *
     * @return for instance {@code MPLS label 16001 (tc 0, s 1, ttl 1)}
     */
    String describe();
}
