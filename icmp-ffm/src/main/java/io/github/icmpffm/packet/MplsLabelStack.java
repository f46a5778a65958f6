package io.github.icmpffm.packet;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The MPLS label stack with which the packet that caused the error reached the router (RFC 4950).
 *
 * @param labels the entries, the outermost first; copied
 */
public record MplsLabelStack(List<MplsLabel> labels) implements IcmpExtension {
    static final int CLASS_NUMBER = 1;
    static final int CLASS_TYPE = 1;

    /** Copies the list. */
    public MplsLabelStack {
        labels = List.copyOf(labels);
    }

    static MplsLabelStack read(MemorySegment segment, long offset, long length) {
        List<MplsLabel> labels = new ArrayList<>();
        for (long at = 0; at < length; at += MplsLabel.LENGTH) {
            labels.add(MplsLabel.of(BigEndian.i32(segment, offset + at)));
        }
        return new MplsLabelStack(labels);
    }

    @Override
    public int classNumber() {
        return CLASS_NUMBER;
    }

    @Override
    public int classType() {
        return CLASS_TYPE;
    }

    @Override
    public byte[] content() {
        ByteBuffer content = ByteBuffer.allocate(labels.size() * MplsLabel.LENGTH);
        labels.forEach(label -> content.putInt(label.toEntry()));
        return content.array();
    }

    @Override
    public String describe() {
        return labels.stream().map(MplsLabel::describe).collect(Collectors.joining(", ", "MPLS label ", ""));
    }
}
