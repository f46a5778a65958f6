package io.github.icmpffm.packet;

/**
 * One entry of an MPLS label stack (RFC 3032 section 2.1).
 *
 * @param label 0 to 1,048,575
 * @param trafficClass 0 to 7, the field once called experimental
 * @param bottomOfStack true for the last entry
 * @param ttl 0 to 255
 */
public record MplsLabel(int label, int trafficClass, boolean bottomOfStack, int ttl) {
    /** The length of an entry on the wire, in bytes. */
    static final int LENGTH = 4;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException if a value does not fit its field
     */
    public MplsLabel {
        Field.check("label", label, 0xf_ffff);
        Field.check("traffic class", trafficClass, 7);
        Field.check("ttl", ttl, 0xff);
    }

    static MplsLabel of(int entry) {
        return new MplsLabel(entry >>> 12, entry >>> 9 & 7, (entry & 0x100) != 0, entry & 0xff);
    }

    int toEntry() {
        return label << 12 | trafficClass << 9 | (bottomOfStack ? 0x100 : 0) | ttl;
    }

    /**
     * Describes the entry.
     *
     * @return for instance {@code 16001 (tc 0, s 1, ttl 1)}
     */
    public String describe() {
        return label + " (tc " + trafficClass + ", s " + (bottomOfStack ? 1 : 0) + ", ttl " + ttl + ")";
    }
}
