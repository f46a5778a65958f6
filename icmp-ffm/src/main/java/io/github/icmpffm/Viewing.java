package io.github.icmpffm;

import io.github.icmpffm.engine.ProbeEvent;
import java.net.InetAddress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells a listener of a target's events through one view, made with the first: a loop uses one event object for all. */
final class Viewing implements Consumer<ProbeEvent> {

    private final InetAddress target;
    private final ProbeListener listener;
    private @Nullable ProbeView view;

    Viewing(InetAddress target, ProbeListener listener) {
        this.target = target;
        this.listener = listener;
    }

    @Override
    public void accept(ProbeEvent event) {
        ProbeView told = view;
        if (told == null) {
            told = new ProbeView(target, event);
            view = told;
        }
        listener.on(told);
    }
}
