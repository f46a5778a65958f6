package io.github.icmpffm;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import io.github.icmpffm.testnetwork.NeedsNetwork;
import io.github.icmpffm.testnetwork.Request;
import io.github.icmpffm.testnetwork.TestNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Timeout;

/** A path, and the search for its MTU, which must not go round in circles. */
@NeedsNetwork
@Timeout(60)
abstract class PathMtuScenario {

    final TestNetwork network;

    /** What the latest search has told while it was under way. */
    final List<PathMtuResult> progress = new ArrayList<>();

    PathMtuScenario(TestNetwork network) {
        this.network = network;
    }

    /** In haste, where requests stay unanswered. */
    static PathMtu search(Way way) throws Exception {
        return patientSearch(way).withTimeout(ofMillis(60));
    }

    /** For who counts requests none of which may be tried again. */
    static PathMtu patientSearch(Way way) throws Exception {
        return PathMtu.to(way.target())
                .withTimeout(ofSeconds(10))
                .withRetries(2)
                .withOptions(PingerOptions.defaults().socketMode(way.mode));
    }

    PathMtuResult find(Way way) throws Exception {
        return find(search(way));
    }

    PathMtuResult find(PathMtu search) throws Exception {
        return find(search, known -> {});
    }

    PathMtuResult find(PathMtu search, Consumer<PathMtuResult> then) throws Exception {
        network.openPingGroup();
        progress.clear();
        return network.inside(() -> search.run(then.andThen(progress::add)));
    }

    /** The sizes tried, in order, each once however often it was requested in a row. */
    List<Integer> sizesTried(Way way) {
        List<Integer> sizes = new ArrayList<>();
        for (Request request : network.requests(way.host)) {
            if (sizes.isEmpty() || sizes.getLast() != size(request)) {
                sizes.add(size(request));
            }
        }
        return sizes;
    }

    static int size(Request request) {
        return request.packet().length;
    }

    static int least(Way way) {
        return way.isIpv4() ? 68 : 1280;
    }

    static String secondRouter(Way way) {
        return way.isIpv4() ? "203.0.113.2" : "2001:db8:1::2";
    }
}
