package io.github.icmpffm.packet;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The extension structure at the end of an ICMP error (RFC 4884): a header with a version and a checksum, then objects.
 *
 * <p>Where it begins is told by a length field in the message: ICMP types 3, 11 and 12 at offset 5, in 32-bit words;
 * ICMPv6 types 1 and 3 at offset 4, in 64-bit words. Older routers leave the field 0 and put the structure after 128
 * quoted bytes; that is believed only if its checksum is right.
 *
 * @param objects what could be read, in the order of the wire; copied
 * @param fault why not all of it could be read, for people; empty if nothing is wrong
 */
public record IcmpExtensions(List<IcmpExtension> objects, String fault) {
    /** What a message without extensions has. */
    public static final IcmpExtensions NONE = new IcmpExtensions(List.of(), "");

    private static final int OBJECT_HEADER_LENGTH = 4;

    /**
     * Finds extensions that the message's length field does not tell of, behind a quote without its IP header, as the error queue
     * of a datagram socket has it.
     *
     * @param type of the message that quotes
     * @param segment where the quote is
     * @param offset its first byte, behind the IP header
     * @param length of the quote and what follows it, in bytes
     * @return how far behind {@code offset} they begin; {@code length} if there are none
     */
    public static int unannouncedOffset(Family family, int type, MemorySegment segment, long offset, int length) {
        int quote = ExtensionSplit.SHORTEST_DATAGRAM - family.ipHeaderLength();
        return ExtensionSplit.isUnannounced(family, type, segment, offset + quote, length - quote) ? quote : length;
    }

    /** Copies the list. */
    public IcmpExtensions {
        objects = List.copyOf(objects);
    }

    /**
     * Makes extensions without fault.
     *
     * @param objects what they contain
     * @return the extensions
     */
    public static IcmpExtensions of(IcmpExtension... objects) {
        return new IcmpExtensions(List.of(objects), "");
    }

    /**
     * Reads the extensions of a wrapped message. Allocates.
     *
     * @param view a view of a message
     * @return its extensions; {@link #NONE} if it is malformed or has none
     */
    public static IcmpExtensions of(IcmpView view) {
        Family family = view.family();
        if (view.type() < 0 || !IcmpType.mayCarryExtensions(family, view.type())) {
            return NONE;
        }
        MemorySegment segment = view.segment();
        int announced = ExtensionSplit.announcedLength(family, view.type(), segment, view.offset());
        if (announced > view.payloadLength()) {
            return faulty("the length field says more than the message has");
        }
        long datagram = ExtensionSplit.datagramLength(family, view.type(), segment, view.offset(), view.length());
        return datagram == view.payloadLength()
                ? NONE
                : read(segment, view.payloadOffset() + datagram, view.payloadLength() - datagram);
    }

    /**
     * Reads an extension structure.
     *
     * @param segment where it is
     * @param offset its first byte
     * @param length its length in bytes, to the end of the message
     * @return what could be read; never throws for what the bytes are
     */
    public static IcmpExtensions read(MemorySegment segment, long offset, long length) {
        if (!BigEndian.contains(segment, offset, length) || length < ExtensionSplit.STRUCTURE_HEADER_LENGTH) {
            return faulty("the structure is shorter than its header");
        }
        if (BigEndian.u8(segment, offset) >>> 4 != ExtensionSplit.VERSION) {
            return faulty("the structure's version is not 2");
        }
        boolean hasChecksum = BigEndian.u16(segment, offset + 2) != 0; // RFC 4884 section 7: 0 is "not computed"
        if (hasChecksum && !InternetChecksum.isRight(segment, offset, length)) {
            return faulty("the structure's checksum is wrong");
        }
        List<IcmpExtension> objects = new ArrayList<>();
        long end = offset + length;
        long at = offset + ExtensionSplit.STRUCTURE_HEADER_LENGTH;
        while (at < end) {
            if (end - at < OBJECT_HEADER_LENGTH) {
                return new IcmpExtensions(objects, "the structure ends within an object's header");
            }
            int objectLength = BigEndian.u16(segment, at);
            if (objectLength < OBJECT_HEADER_LENGTH) {
                return new IcmpExtensions(objects, "an object is shorter than its header");
            }
            if (objectLength > end - at) {
                return new IcmpExtensions(objects, "an object is longer than the structure");
            }
            objects.add(readObject(segment, at, objectLength - OBJECT_HEADER_LENGTH));
            at += objectLength;
        }
        return new IcmpExtensions(objects, "");
    }

    private static IcmpExtension readObject(MemorySegment segment, long at, int contentLength) {
        int classNumber = BigEndian.u8(segment, at + 2);
        int classType = BigEndian.u8(segment, at + 3);
        long content = at + OBJECT_HEADER_LENGTH;
        boolean isLabelStack = classNumber == MplsLabelStack.CLASS_NUMBER
                && classType == MplsLabelStack.CLASS_TYPE
                && contentLength > 0
                && contentLength % MplsLabel.LENGTH == 0;
        return isLabelStack
                ? MplsLabelStack.read(segment, content, contentLength)
                : new UnknownExtension(classNumber, classType, BigEndian.copyOf(segment, content, contentLength));
    }

    private static IcmpExtensions faulty(String fault) {
        return new IcmpExtensions(List.of(), fault);
    }

    /**
     * Returns the MPLS labels of all objects.
     *
     * @return the labels, the outermost first; empty if there are none
     */
    public List<MplsLabel> mplsLabels() {
        List<MplsLabel> labels = new ArrayList<>();
        for (IcmpExtension object : objects) {
            if (object instanceof MplsLabelStack stack) {
                labels.addAll(stack.labels());
            }
        }
        return List.copyOf(labels);
    }

    /**
     * Encodes the structure, with its checksum.
     *
     * @return the bytes to put behind the padded quoted packet; empty if there are no objects
     * @throws IllegalArgumentException if an object is longer than its 16-bit length field can say
     */
    public byte[] encode() {
        if (objects.isEmpty()) {
            return new byte[0];
        }
        List<byte[]> contents = objects.stream().map(IcmpExtension::content).toList();
        int length = ExtensionSplit.STRUCTURE_HEADER_LENGTH
                + contents.stream()
                        .mapToInt(c -> OBJECT_HEADER_LENGTH + c.length)
                        .sum();
        ByteBuffer structure = ByteBuffer.allocate(length);
        structure.put((byte) (ExtensionSplit.VERSION << 4)).position(ExtensionSplit.STRUCTURE_HEADER_LENGTH);
        for (int i = 0; i < contents.size(); i++) {
            byte[] content = contents.get(i);
            Field.check("object length", OBJECT_HEADER_LENGTH + content.length, 0xffff);
            structure.putShort((short) (OBJECT_HEADER_LENGTH + content.length));
            structure.put((byte) objects.get(i).classNumber());
            structure.put((byte) objects.get(i).classType());
            structure.put(content);
        }
        byte[] bytes = structure.array();
        structure.putShort(2, (short) InternetChecksum.checksum(MemorySegment.ofArray(bytes), 0, bytes.length));
        return bytes;
    }

    /**
     * Describes the objects, and what is wrong.
     *
     * @return a few words; empty for {@link #NONE}
     */
    public String describe() {
        String all = objects.stream().map(IcmpExtension::describe).collect(Collectors.joining(", "));
        if (fault.isEmpty()) {
            return all;
        }
        return all + (all.isEmpty() ? "" : ", ") + "extensions unreadable, because " + fault;
    }
}
