package io.github.icmpffm.packet;

import java.net.InetAddress;

/**
 * Reads addresses in the forms that the C library takes, so that a word means the same host here as in other programs: IPv6 as RFC
 * 4291 section 2.2 has it, IPv4 as inet_aton(3) does. That is one to four numbers with dots between them, the last of which fills
 * all bytes that are left; a number is hexadecimal after {@code 0x} and octal after {@code 0}. Java itself reads {@code 010.0.0.1}
 * as 10.0.0.1. What writes them is {@link AddressText}.
 */
public final class AddressLiteral {
    private static final int MOST_NUMBERS = 4;
    private static final int HEXADECIMAL = 16;
    private static final int OCTAL = 8;
    private static final int DECIMAL = 10;

    private AddressLiteral() {}

    /**
     * Reads an address; no name is looked up.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static InetAddress parse(String text) {
        if (text.indexOf(':') < 0) {
            return ipv4(text);
        }
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            throw invalid(text);
        }
    }

    private static InetAddress ipv4(String text) {
        String[] numbers = text.split("\\.", -1);
        if (numbers.length > MOST_NUMBERS) {
            throw invalid(text);
        }
        long address = 0;
        for (int i = 0; i < numbers.length - 1; i++) {
            address |= number(text, numbers[i], Byte.SIZE) << Integer.SIZE - Byte.SIZE * (i + 1);
        }
        address |= number(text, numbers[numbers.length - 1], Integer.SIZE - Byte.SIZE * (numbers.length - 1));
        return AddressBits.toInetAddress(0, AddressBits.ofIpv4((int) address));
    }

    private static long number(String text, String number, int bits) {
        int start = 0;
        int radix = DECIMAL;
        if (number.startsWith("0x") || number.startsWith("0X")) {
            start = 2;
            radix = HEXADECIMAL;
        } else if (number.startsWith("0")) {
            radix = OCTAL;
        }
        if (start == number.length()) {
            throw invalid(text);
        }
        long value = 0;
        for (int i = start; i < number.length(); i++) {
            int digit = number.charAt(i) < 0x80 ? Character.digit(number.charAt(i), radix) : -1;
            value = value * radix + digit;
            if (digit < 0 || value >= 1L << bits) {
                throw invalid(text);
            }
        }
        return value;
    }

    private static IllegalArgumentException invalid(String text) {
        return new IllegalArgumentException("'" + text + "' is not an address");
    }
}
