package io.steadfast.saga.simulation;

import io.steadfast.saga.trip.TripMessage;
import io.steadfast.saga.trip.TripMessage.Approve;
import io.steadfast.saga.trip.TripMessage.BookCar;
import io.steadfast.saga.trip.TripMessage.BookFlight;
import io.steadfast.saga.trip.TripMessage.BookHotel;
import io.steadfast.saga.trip.TripMessage.Charge;
import io.steadfast.saga.trip.TripMessage.IssueTicket;
import io.steadfast.saga.trip.TripMessage.ReleaseCar;
import io.steadfast.saga.trip.TripMessage.ReleaseFlight;
import io.steadfast.saga.trip.TripMessage.ReleaseHotel;
import io.steadfast.saga.trip.TripMessage.SendMail;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** All participants of a trip in one: each effect is recorded under its own name and answered again as recorded. */
final class ModelTravel extends ModelService<Map<String, ModelTravel.Fate>> {

    enum Fate {
        DONE,
        REFUSED_FOR_GOOD,
        RELEASED
    }

    private final boolean tombstones;
    private final BooleanSupplier moody;
    private final Map<String, String> charges = new TreeMap<>();

    ModelTravel(Ids ids, boolean dedups, boolean tombstones, BooleanSupplier moody) {
        super(ids, dedups, new LinkedHashMap<>());
        this.tombstones = tombstones;
        this.moody = moody;
    }

    @Override
    Map<String, Fate> copyOf(Map<String, Fate> original) {
        return new LinkedHashMap<>(original);
    }

    boolean isChargedFor(String trip, String seat) {
        return seat.equals(charges.get(trip));
    }

    @Nullable
    Fate fate(String trip, String effect) {
        return state.get(trip + " " + effect);
    }

    Map<String, Fate> fatesOf(String trip) {
        Map<String, Fate> fates = new TreeMap<>(state);
        fates.keySet().removeIf(key -> !key.startsWith(trip + " "));
        return fates;
    }

    @Override
    void handle(Envelope message) {
        if (!(message.data() instanceof TripMessage.Command command)) {
            throw new AssertionError("Not for participants: " + message);
        }
        String trip = command.trip();
        if (command instanceof BookFlight) {
            reserve(trip, "Flight", new TripMessage.FlightBooked(trip, "12A"), new TripMessage.FlightSoldOut(trip));
        } else if (command instanceof BookHotel) {
            reserve(trip, "Hotel", new TripMessage.HotelBooked(trip), new TripMessage.HotelFull(trip));
        } else if (command instanceof BookCar) {
            if (moody.getAsBoolean()) {
                send(new TripMessage.CarRefused(trip));
            } else {
                reserve(trip, "Car", new TripMessage.CarBooked(trip), null);
            }
        } else if (command instanceof ReleaseFlight) {
            release(trip, "Flight", new TripMessage.FlightReleased(trip));
        } else if (command instanceof ReleaseHotel) {
            release(trip, "Hotel", new TripMessage.HotelReleased(trip));
        } else if (command instanceof ReleaseCar) {
            release(trip, "Car", new TripMessage.CarReleased(trip));
        } else if (command instanceof Approve) {
            boolean approved = decide(trip, "Approve") == Fate.DONE;
            send(new TripMessage.Decided(trip, approved));
        } else if (command instanceof Charge charge) {
            charges.put(trip, charge.seat());
            boolean charged = decide(trip, "Charge") == Fate.DONE;
            send(charged ? new TripMessage.Charged(trip) : new TripMessage.CardDeclined(trip));
        } else if (command instanceof IssueTicket) {
            state.put(trip + " IssueTicket", Fate.DONE);
            send(new TripMessage.TicketIssued(trip));
        } else if (command instanceof SendMail && !moody.getAsBoolean()) {
            send(new TripMessage.MailSent(trip));
        }
    }

    /** A reservation that comes after its release reserves nothing; its saga has turned back and waits for no answer. */
    private void reserve(String trip, String what, TripMessage yes, @Nullable TripMessage no) {
        Fate fate = no == null ? state.computeIfAbsent(trip + " " + what, any -> Fate.DONE) : decide(trip, what);
        if (fate == Fate.DONE) {
            send(yes);
        } else if (fate == Fate.REFUSED_FOR_GOOD && no != null) {
            send(no);
        }
    }

    private Fate decide(String trip, String what) {
        return state.computeIfAbsent(
                trip + " " + what, any -> moody.getAsBoolean() ? Fate.REFUSED_FOR_GOOD : Fate.DONE);
    }

    private void release(String trip, String what, TripMessage answer) {
        String key = trip + " " + what;
        if (state.containsKey(key) || tombstones) {
            state.put(key, Fate.RELEASED);
        }
        send(answer);
    }
}
