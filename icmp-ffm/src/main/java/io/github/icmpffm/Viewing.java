package io.github.icmpffm;

import io.github.icmpffm.engine.ProbeEvent;
import java.net.InetAddress;
import java.util.Arrays;

/**
 * Tells a listener of events through a view. There is one view a loop, since a loop uses one event object for all: a view
 * for each target would be one more thing to fetch from memory for each event.
 */
final class Viewing {

    private final ProbeListener listener;
    private volatile ProbeView[] views = {};

    Viewing(ProbeListener listener) {
        this.listener = listener;
    }

    void tell(ProbeEvent event, InetAddress target) {
        for (ProbeView view : views) {
            if (view.isOf(event)) {
                listener.on(view.about(target));
                return;
            }
        }
        listener.on(add(new ProbeView(target, event)));
    }

    private synchronized ProbeView add(ProbeView view) {
        ProbeView[] more = Arrays.copyOf(views, views.length + 1);
        more[views.length] = view;
        views = more;
        return view;
    }
}
