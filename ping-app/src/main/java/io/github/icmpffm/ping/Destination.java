package io.github.icmpffm.ping;

import io.github.icmpffm.AddressRange;
import io.github.icmpffm.packet.Family;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A word of the command line that stands for one address or more.
 *
 * @param range what it is if it is a range, or null
 * @param addresses what it is otherwise, best first, at least one
 */
record Destination(String word, @Nullable AddressRange range, List<InetAddress> addresses) {

    /**
     * Finds out what a word stands for, which for a name may take seconds.
     *
     * @param family the only one wanted, or null for both
     * @param from where requests leave the host, which link-local addresses without a zone are looked for by; null to leave
     *     those as they are
     * @throws FatalException if it stands for nothing
     */
    static Destination of(String word, @Nullable Family family, @Nullable From from) {
        if (!isRange(word)) {
            return new Destination(word, null,
                    from == null ? Resolver.resolve(word, family) : Resolver.resolve(word, family, from));
        }
        AddressRange range;
        try {
            range = AddressRange.parse(word);
        } catch (IllegalArgumentException e) {
            throw new FatalException(word + ": not a range of addresses: " + e.getMessage());
        }
        if (family != null && Family.of(range.first()) != family) {
            throw new FatalException(word + ": not a range of " + family + " addresses");
        }
        return new Destination(word, range, List.of());
    }

    /** {@code 198.51.100.0/24} or {@code 198.51.100.1-198.51.100.9}, but not {@code 10-20.example.org}. */
    private static boolean isRange(String word) {
        int dash = word.indexOf('-');
        return word.indexOf('/') >= 0
                || (dash > 0
                        && Resolver.isLiteral(word.substring(0, dash))
                        && Resolver.isLiteral(word.substring(dash + 1)));
    }

    /** Whether nothing has to be looked up for it, nor read. */
    static boolean isNumeric(String word) {
        return Resolver.isLiteral(word) || isRange(word);
    }
}
