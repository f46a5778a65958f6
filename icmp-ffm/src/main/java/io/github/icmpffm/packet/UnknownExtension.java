package io.github.icmpffm.packet;

import java.util.Arrays;

/**
 * An extension object this library gives no meaning to, for instance RFC 5837's interface information.
 *
 * @param classNumber 0 to 255
 * @param classType 0 to 255
 * @param content the bytes after its header; copied on the way in and out
 */
@SuppressWarnings("ArrayRecordComponent") // copied, and compared by content
public record UnknownExtension(int classNumber, int classType, byte[] content) implements IcmpExtension {
    /**
     * Checks the ranges and copies the content.
     *
     * @throws IllegalArgumentException if a number does not fit its field
     */
    public UnknownExtension {
        Field.check("class number", classNumber, 0xff);
        Field.check("class type", classType, 0xff);
        content = content.clone();
    }

    @Override
    public byte[] content() {
        return content.clone();
    }

    @Override
    public String describe() {
        return "extension class " + classNumber + " type " + classType + ", " + content.length + " bytes";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UnknownExtension that
                && classNumber == that.classNumber
                && classType == that.classType
                && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * classNumber + classType) + Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return describe();
    }
}
