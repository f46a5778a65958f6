package io.github.icmpffm;

import io.github.icmpffm.packet.AddressText;
import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;

/**
 * What {@link PathMtu} has found out.
 *
 * @param target where the path leads
 * @param mtu the largest packet that gets there in one piece, in bytes with its IP header; if it is not {@link #isExact exact},
 *     the largest that was answered, or 0
 * @param most the largest that may get there, as far as routers and the kernel have said; the same as {@code mtu} if it is exact
 * @param evidence how it is known
 * @param answered whether the target has answered at all; if not, even an MTU that was told is nothing but hearsay
 * @param reason what told the MTU; or, if the search is incomplete, what ended the search; empty if nothing did
 */
public record PathMtuResult(
        InetAddress target,
        int mtu,
        int most,
        PathMtuEvidence evidence,
        boolean answered,
        Optional<PingResult> reason) {

    /** A result. */
    public PathMtuResult {
        Objects.requireNonNull(target);
    }

    /** Whether {@code mtu} is the path's MTU, and not only a size that was answered. */
    public boolean isExact() {
        return evidence != PathMtuEvidence.INCOMPLETE && evidence != PathMtuEvidence.LARGEST_ANSWERED;
    }

    /** Who told the MTU, if somebody did. */
    public Optional<InetAddress> toldBy() {
        return evidence == PathMtuEvidence.TOLD && reason.isPresent() && reason.get() instanceof IcmpError error
                ? Optional.of(error.from())
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "path MTU to " + AddressText.of(target) + ": " + (isExact() ? mtu : mtu + " to " + most) + " ("
                + evidence.word() + toldBy().map(who -> " by " + AddressText.of(who)).orElse("")
                + (answered ? ")" : "), the target does not answer");
    }
}
