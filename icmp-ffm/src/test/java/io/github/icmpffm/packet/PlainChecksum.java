package io.github.icmpffm.packet;

/** RFC 1071 as its section 1 says it, a word at a time: slow, and simple enough to be believed. */
final class PlainChecksum {
    private PlainChecksum() {}

    static int sum(byte[] bytes, int offset, int length) {
        int sum = 0;
        for (int i = 0; i < length; i += 2) {
            int high = bytes[offset + i] & 0xff;
            int low = i + 1 < length ? bytes[offset + i + 1] & 0xff : 0;
            sum += high << 8 | low;
            if (sum > 0xffff) {
                sum -= 0xffff; // end-around carry
            }
        }
        return sum;
    }

    static int of(byte[] bytes) {
        return ~sum(bytes, 0, bytes.length) & 0xffff;
    }
}
