package io.steadfast.order.announcement;

import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** When a pending order announces itself again: later each time, up to a limit, without end. */
@Component
public class AnnouncementTimes {

    private static final int MAX_DOUBLINGS = 20;

    private final AnnouncementProperties properties;

    AnnouncementTimes(AnnouncementProperties properties) {
        this.properties = properties;
    }

    /** For an order that has just been placed, or is still on its way to the broker. */
    public Instant first(Instant now) {
        return now.plus(properties.after());
    }

    /** For an order that has announced itself again so many times, the one at {@code now} included. */
    Instant next(Instant now, int announcements) {
        Duration delay = properties.after().multipliedBy(1L << Math.min(announcements, MAX_DOUBLINGS));
        return now.plus(delay.compareTo(properties.atMost()) > 0 ? properties.atMost() : delay);
    }
}
