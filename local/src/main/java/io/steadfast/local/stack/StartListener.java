package io.steadfast.local.stack;

import io.steadfast.local.LocalService;
import java.time.Duration;

/** Hears what starts and what becomes ready, from several threads at once. */
public interface StartListener {

    StartListener NONE = new StartListener() {
        @Override
        public void starting(LocalService service) {}

        @Override
        public void ready(LocalService service, Duration after) {}
    };

    void starting(LocalService service);

    void ready(LocalService service, Duration after);
}
