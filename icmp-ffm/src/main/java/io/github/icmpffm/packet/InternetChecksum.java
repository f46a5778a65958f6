package io.github.icmpffm.packet;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * The Internet checksum (RFC 1071), its update in place (RFC 1624) and the IPv6 pseudo-header (RFC 8200 section 8.1).
 *
 * <p>A <em>sum</em> here is always a one's-complement sum of big-endian 16-bit words, folded into 0 to 65,535. Sums of
 * pieces may be added as plain {@code long}s, in any order, and folded or finished at the end, as long as every piece
 * but the last has an even length:
 *
 * <pre>{@code
 * long sum = InternetChecksum.sum(header, 0, 8) + InternetChecksum.sum(payload, 0, payload.byteSize());
 * int checksum = InternetChecksum.finish(sum);      // to be stored big-endian
 * }</pre>
 *
 * <p>All methods are pure: any number of threads may call them. They never allocate on native segments.
 */
public final class InternetChecksum {
    private static final ValueLayout.OfLong NATIVE_LONG = ValueLayout.JAVA_LONG_UNALIGNED;
    private static final ValueLayout.OfInt NATIVE_INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfShort NATIVE_SHORT = ValueLayout.JAVA_SHORT_UNALIGNED;
    private static final boolean LITTLE_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    private static final long LOW_WORD = 0xffff_ffffL;
    /** What one loop sums, in bytes: even, and little enough for an int counter, which the compiler vectorises. */
    private static final int LONGEST_RUN = 1 << 20;

    private InternetChecksum() {}

    /**
     * Computes the checksum of a range whose checksum field is zero.
     *
     * @param segment where the bytes are, heap or native
     * @param offset of the first byte
     * @param length in bytes, may be odd and may be 0
     * @return the checksum, 0 to 65,535, to be stored big-endian
     * @throws IndexOutOfBoundsException if the range is not within the segment
     */
    public static int checksum(MemorySegment segment, long offset, long length) {
        return finish(sum(segment, offset, length));
    }

    /**
     * Says whether a range that contains its checksum is as its sender sent it: its sum is then 0xffff.
     *
     * @param segment where the bytes are
     * @param offset of the first byte
     * @param length in bytes
     * @return true if the checksum is right
     * @throws IndexOutOfBoundsException if the range is not within the segment
     */
    public static boolean isRight(MemorySegment segment, long offset, long length) {
        return sum(segment, offset, length) == 0xffff;
    }

    /**
     * Sums a range. An odd last byte counts as the high half of a word, as RFC 1071 has it.
     *
     * @param segment where the bytes are, heap or native
     * @param offset of the first byte, of any alignment
     * @param length in bytes, may be odd and may be 0
     * @return the folded sum, 0 to 65,535; 0 only if every byte is 0
     * @throws IndexOutOfBoundsException if the range is not within the segment
     */
    public static long sum(MemorySegment segment, long offset, long length) {
        Objects.checkFromIndexSize(offset, length, segment.byteSize());
        long sum = 0;
        long at = offset;
        long left = length;
        while (left > LONGEST_RUN) {
            sum += sumOfRun(segment, at, LONGEST_RUN);
            at += LONGEST_RUN;
            left -= LONGEST_RUN;
        }
        sum += sumOfRun(segment, at, (int) left);
        // RFC 1071 section 2 (B): a sum in the other byte order is the swapped sum.
        int folded = fold(sum);
        return LITTLE_ENDIAN ? Short.toUnsignedInt(Short.reverseBytes((short) folded)) : folded;
    }

    /**
     * Sums in native order, 32 bits at a time. A loop of its own for each kind of memory: when one loop has seen several
     * kinds of segment its type profile is polluted, each access becomes a virtual call, and the sum of 1,472 bytes takes
     * 2,000 ns instead of 35.
     */
    private static long sumOfRun(MemorySegment segment, long offset, int length) {
        if (segment.isNative()) {
            return sumOfNative(segment, offset, length);
        }
        if (segment.heapBase().orElse(null) instanceof byte[] array) {
            return ByteArrays.sum(array, (int) (segment.address() + offset), length);
        }
        return sumOfOther(segment, offset, length);
    }

    /**
     * Sums the four words of an 8-byte big-endian field.
     *
     * @param field its value
     * @return their sum, not folded, 0 to 262,140
     */
    public static long sumOfField(long field) {
        return (field >>> 48) + (field >>> 32 & 0xffff) + (field >>> 16 & 0xffff) + (field & 0xffff);
    }

    /**
     * Sums the pseudo-header that ICMPv6's checksum covers beside the message.
     *
     * @param sourceHigh the first eight bytes of the source address
     * @param sourceLow the last eight
     * @param destinationHigh the first eight bytes of the destination address
     * @param destinationLow the last eight
     * @param length the ICMPv6 message's length in bytes, 0 to 4,294,967,295
     * @return the folded sum, 0 to 65,535
     */
    public static int sumOfPseudoHeader(
            long sourceHigh, long sourceLow, long destinationHigh, long destinationLow, long length) {
        return fold(sumOfField(sourceHigh)
                + sumOfField(sourceLow)
                + sumOfField(destinationHigh)
                + sumOfField(destinationLow)
                + (length >>> 16 & 0xffff)
                + (length & 0xffff)
                + Family.IPV6.protocol());
    }

    /**
     * Folds the carries of an added-up sum back into 16 bits, as often as it takes.
     *
     * @param sum sums added up, not negative
     * @return the folded sum, 0 to 65,535; 0 only if {@code sum} is 0
     */
    public static int fold(long sum) {
        long folded = (sum >>> 32) + (sum & LOW_WORD);
        folded = (folded >>> 16) + (folded & 0xffff);
        folded = (folded >>> 16) + (folded & 0xffff);
        return (int) ((folded >>> 16) + (folded & 0xffff));
    }

    /**
     * Turns a sum into the checksum: its complement.
     *
     * @param sum sums added up, not negative
     * @return the checksum, 0 to 65,535, to be stored big-endian
     */
    public static int finish(long sum) {
        return ~fold(sum) & 0xffff;
    }

    /**
     * Computes the checksum after one 16-bit word of the data has changed (RFC 1624, equation 3).
     *
     * <p>The result is what a computation from scratch gives, but for one case that cannot be told from the three
     * numbers: if after the change the whole data is zero, it is 0x0000 where the computation gives 0xffff. An echo
     * request is never all zero, since its type is not.
     *
     * @param checksum the checksum before, 0 to 65,535
     * @param oldWord the word before, 0 to 65,535
     * @param newWord the word now, 0 to 65,535
     * @return the checksum now, 0 to 65,535
     */
    public static int update(int checksum, int oldWord, int newWord) {
        if (oldWord == newWord) {
            return checksum; // the equation would turn the 0xffff of all-zero data into 0
        }
        return finish((long) (~checksum & 0xffff) + (~oldWord & 0xffff) + newWord);
    }

    /**
     * Computes the checksum after an 8-byte big-endian field, at an even distance from the data's start, has changed.
     * What {@link #update} says of all-zero data holds here too.
     *
     * @param checksum the checksum before, 0 to 65,535
     * @param oldField the field before
     * @param newField the field now
     * @return the checksum now, 0 to 65,535
     */
    public static int updateField(int checksum, long oldField, long newField) {
        if (oldField == newField) {
            return checksum;
        }
        return finish((~checksum & 0xffff) + sumOfField(~oldField) + sumOfField(newField));
    }

    private static long sumOfNative(MemorySegment segment, long offset, int length) {
        long sum = 0;
        int whole = length & ~7;
        for (int i = 0; i < whole; i += 8) {
            long eight = segment.get(NATIVE_LONG, offset + i);
            sum += (eight & LOW_WORD) + (eight >>> 32);
        }
        return sum + sumOfTail(segment, offset + whole, length & 7);
    }

    /** The same loop once more, for segments over arrays of other types and read-only ones. */
    private static long sumOfOther(MemorySegment segment, long offset, int length) {
        long sum = 0;
        int whole = length & ~7;
        for (int i = 0; i < whole; i += 8) {
            long eight = segment.get(NATIVE_LONG, offset + i);
            sum += (eight & LOW_WORD) + (eight >>> 32);
        }
        return sum + sumOfTail(segment, offset + whole, length & 7);
    }

    private static long sumOfTail(MemorySegment segment, long offset, int length) {
        long sum = 0;
        long at = offset;
        if ((length & 4) != 0) {
            sum += segment.get(NATIVE_INT, at) & LOW_WORD;
            at += 4;
        }
        if ((length & 2) != 0) {
            sum += Short.toUnsignedInt(segment.get(NATIVE_SHORT, at));
            at += 2;
        }
        if ((length & 1) != 0) {
            sum += oddByte(segment.get(ValueLayout.JAVA_BYTE, at));
        }
        return sum;
    }

    /** The word, in native order, whose first byte in memory is the given one and whose second is 0. */
    private static int oddByte(byte last) {
        return LITTLE_ENDIAN ? Byte.toUnsignedInt(last) : Byte.toUnsignedInt(last) << 8;
    }

    /** Apart, so that its view handles (about a millisecond to make) are made only for those who sum arrays. */
    private static final class ByteArrays {
        private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class,
                ByteOrder.nativeOrder());
        private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
        private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class,
                ByteOrder.nativeOrder());

        private static long sum(byte[] array, int start, int length) {
            long sum = 0;
            int whole = length & ~7;
            for (int i = 0; i < whole; i += 8) {
                long eight = (long) LONG.get(array, start + i);
                sum += (eight & LOW_WORD) + (eight >>> 32);
            }
            int at = start + whole;
            if ((length & 4) != 0) {
                sum += (int) INT.get(array, at) & LOW_WORD;
                at += 4;
            }
            if ((length & 2) != 0) {
                sum += Short.toUnsignedInt((short) SHORT.get(array, at));
                at += 2;
            }
            if ((length & 1) != 0) {
                sum += oddByte(array[at]);
            }
            return sum;
        }
    }
}
