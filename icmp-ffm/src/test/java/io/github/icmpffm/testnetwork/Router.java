package io.github.icmpffm.testnetwork;

import java.util.List;
import java.util.function.UnaryOperator;

/** A router on the way to a {@link Host}. Immutable: every method that changes it gives a new one. */
public final class Router {

    private static final int NO_LIMIT = Integer.MAX_VALUE;

    private final String address;
    private final UnaryOperator<ErrorAnswer> manner;
    private final boolean tellsTimeExceeded;
    private final int every;
    private final int[] asked = {0};
    private final int mtu;
    private final boolean tellsMtu;

    private Router(
            String address,
            UnaryOperator<ErrorAnswer> manner,
            boolean tellsTimeExceeded,
            int every,
            int mtu,
            boolean tellsMtu) {
        this.address = address;
        this.manner = manner;
        this.tellsTimeExceeded = tellsTimeExceeded;
        this.every = every;
        this.mtu = mtu;
        this.tellsMtu = tellsMtu;
    }

    /** A router that says, from this address, when the TTL runs out at it. */
    public static Router at(String address) {
        return new Router(address, UnaryOperator.identity(), true, 1, NO_LIMIT, true);
    }

    /** A router that forwards and never says anything. */
    public static Router silent() {
        return new Router("", UnaryOperator.identity(), false, 1, NO_LIMIT, false);
    }

    /** What it says is changed so: {@code error -> error.after(Duration.ofMillis(3)).withMpls(16001, 0, 1)}. */
    public Router saying(UnaryOperator<ErrorAnswer> manner) {
        return new Router(address, manner, tellsTimeExceeded, every, mtu, tellsMtu);
    }

    /** Says only of the first, the {@code n+1}th, the {@code 2n+1}th that its TTL has run out: it limits its errors. */
    public Router answeringEvery(int n) {
        return new Router(address, manner, tellsTimeExceeded, n, mtu, tellsMtu);
    }

    /** The link behind it takes packets of at most so many bytes; larger ones it may not fragment it sends back. */
    public Router withMtu(int mtu) {
        return new Router(address, manner, tellsTimeExceeded, every, mtu, tellsMtu);
    }

    /** Drops what is larger than the MTU and does not say so: a path MTU black hole. */
    public Router withoutSayingTooBig() {
        return new Router(address, manner, tellsTimeExceeded, every, mtu, false);
    }

    List<ErrorAnswer> timeExceeded(Request request) {
        boolean tells = tellsTimeExceeded && asked[0]++ % every == 0;
        return tells ? List.of(manner.apply(request.timeExceeded().from(address))) : List.of();
    }

    boolean cannotForward(Request request) {
        return request.largestFragment() > mtu && (!request.isIpv4() || request.dontFragment());
    }

    List<ErrorAnswer> tooBig(Request request) {
        return tellsMtu ? List.of(manner.apply(request.tooBig(mtu).from(address))) : List.of();
    }
}
