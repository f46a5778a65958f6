package io.github.icmpffm.ping;

import io.github.icmpffm.IcmpError;
import io.github.icmpffm.PathMtuResult;
import io.github.icmpffm.PingResult;
import io.github.icmpffm.SendFailure;
import java.util.Optional;

/** Why a path's MTU is what it is, in fields. */
final class PathReason {
    private PathReason() {}

    /** Who told it, or ended the search. */
    static Optional<String> from(PathMtuResult result) {
        return result.reason()
                .map(reason -> reason instanceof IcmpError error ? ZonedAddress.text(error.from()) : null);
    }

    /** In which words. */
    static Optional<String> message(PathMtuResult result) {
        return result.reason().map(PathReason::words);
    }

    private static String words(PingResult reason) {
        if (reason instanceof IcmpError error) {
            return error.reason();
        }
        return reason instanceof SendFailure failure ? failure.reason() : "no reply";
    }
}
