package io.github.icmpffm.testnetwork;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * One address of the network and how it behaves. First what it answers ({@link #replies}, {@link #repliesAfter}, {@link
 * #answers}, {@link #onRequest}), then, if the test likes, what goes wrong with that ({@link #losingEvery}, {@link
 * #duplicating}, …); said again, at any time, it starts anew. Nothing said: silent.
 */
public final class Host {

    private record Silence() implements Behaviour {
        @Override
        public List<Answer> answersTo(Request request) {
            return List.of();
        }
    }

    private volatile Behaviour behaviour = new Silence();
    private volatile List<Router> path = List.of();

    Host() {}

    // ---- what it answers ----

    /** The true reply, at once. */
    public Host replies() {
        return onRequest(request -> List.of(request.reply()));
    }

    /** The true reply, so long after the request. */
    public Host repliesAfter(Duration delay) {
        return answers(request -> request.reply().after(delay));
    }

    /** Nothing. */
    public Host silent() {
        return onRequest(new Silence());
    }

    /** One answer to each request. */
    public Host answers(Function<Request, ? extends Answer> answer) {
        return onRequest(request -> List.of(answer.apply(request)));
    }

    /** Any number of answers to each request. */
    public Host onRequest(Behaviour behaviour) {
        this.behaviour = behaviour;
        return this;
    }

    // ---- what goes wrong with it ----

    /** Every {@code n}th request gets nothing: the nth, the 2nth, and so on, from now. */
    public Host losingEvery(int n) {
        int[] seen = {0};
        return losing(request -> ++seen[0] % n == 0);
    }

    /** Requests of this kind get nothing. */
    public Host losing(Predicate<Request> lost) {
        return changed(usual -> request -> lost.test(request) ? List.of() : usual.answersTo(request));
    }

    /** Each answer comes so much later than it would. */
    public Host delayedBy(Duration delay) {
        return altering(answer -> answer.after(answer.delay().plus(delay)));
    }

    /** Each answer comes twice. */
    public Host duplicating() {
        return duplicatingAfter(Duration.ZERO);
    }

    /** Each answer comes a second time, so long after the first. */
    public Host duplicatingAfter(Duration delay) {
        return changed(usual -> request -> {
            List<? extends Answer> once = usual.answersTo(request);
            return joined(
                    once,
                    once.stream()
                            .map(answer -> answer.after(answer.delay().plus(delay)))
                            .toList());
        });
    }

    /** Holds back what it answers to the first, third, fifth request until the one after it was answered. */
    public Host reordering() {
        return changed(Reordering::new);
    }

    /** Each answer is changed so. */
    public Host altering(UnaryOperator<Answer> change) {
        return changed(usual -> request -> usual.answersTo(request).stream().map(change).toList());
    }

    /** Something else goes before: a forgery, a storm. */
    public Host preceding(Behaviour first) {
        return changed(usual -> request -> joined(first.answersTo(request), usual.answersTo(request)));
    }

    /** Something else follows. */
    public Host following(Behaviour last) {
        return changed(usual -> request -> joined(usual.answersTo(request), last.answersTo(request)));
    }

    // ---- the way to it ----

    /** Routers between the device and the host, the first one first. */
    public Host behind(Router... routers) {
        path = List.of(routers);
        return this;
    }

    /** The same for ordinary routers of these addresses. */
    public Host behind(String... routers) {
        path = List.of(routers).stream().map(Router::at).toList();
        return this;
    }

    /** What comes back from this host, or from a router before it. */
    List<? extends Answer> answersTo(Request request) {
        List<Router> routers = path;
        for (int i = 0; i < routers.size(); i++) {
            Router router = routers.get(i);
            Request here = request.afterRouters(i);
            if (request.ttl() <= i + 1) {
                return router.timeExceeded(here);
            }
            if (router.cannotForward(here)) {
                return router.tooBig(here);
            }
        }
        return behaviour.answersTo(request.afterRouters(routers.size()));
    }

    private Host changed(UnaryOperator<Behaviour> change) {
        Behaviour usual = behaviour;
        if (usual instanceof Silence) {
            throw new IllegalStateException("say first what the host answers, then what goes wrong with it");
        }
        return onRequest(change.apply(usual));
    }

    private static List<Answer> joined(List<? extends Answer> first, List<? extends Answer> last) {
        List<Answer> all = new ArrayList<>(first);
        all.addAll(last);
        return all;
    }
}
