package io.steadfast.saga.simulation;

import io.steadfast.saga.engine.Saga;
import io.steadfast.saga.engine.SagaStatus;
import io.steadfast.saga.simulation.ModelTravel.Fate;
import io.steadfast.saga.trip.BookTrip;
import io.steadfast.saga.trip.Trip;
import io.steadfast.saga.trip.TripMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Trips, whose steps run alongside each other, may be skipped and have a time that is over at some moment. */
final class TripSimulation extends Simulation {

    private final ModelTravel travel;
    private final ModelSagas<Trip> sagas;
    private final TreeMap<String, TripMessage.Requested> requested = new TreeMap<>();

    TripSimulation(long seed, Mutation mutation) {
        super(seed);
        boolean dedups = mutation != Mutation.NO_INBOX;
        travel = new ModelTravel(this::newId, dedups, mutation != Mutation.NO_TOMBSTONES, () -> fault(0.1));
        sagas = new ModelSagas<>(this::newId, dedups, BookTrip.definition());
    }

    @Override
    ModelSagas<Trip> sagas() {
        return sagas;
    }

    @Override
    List<ModelService<?>> services() {
        return List.of(travel, sagas);
    }

    @Override
    ModelService<?> receiverOf(Envelope message) {
        return message.data() instanceof TripMessage.Command ? travel : sagas;
    }

    @Override
    void begin(int number) {
        String id = "trip-" + number;
        requested.put(id, new TripMessage.Requested(id, random.nextBoolean() ? 100 : 5_000, random.nextBoolean()));
        announce(id);
    }

    @Override
    void actAsCustomer() {
        pick(List.copyOf(requested.keySet()), random.nextBoolean() ? this::callOff : this::announce);
    }

    @Override
    void insist() {
        requested.keySet().stream().filter(id -> !sagas.sagas().containsKey(id)).forEach(this::announce);
    }

    @Override
    boolean isAnswered() {
        return sagas.sagas().keySet().equals(requested.keySet());
    }

    private void announce(String id) {
        tell("traveller asks", id);
        travel.transaction(false, () -> travel.send(requested.get(id)));
    }

    private void callOff(String id) {
        tell("traveller calls off", id);
        travel.transaction(false, () -> travel.send(new TripMessage.CallOff(id)));
    }

    @Override
    List<String> brokenRules() {
        List<String> broken = new ArrayList<>();
        sagas.sagas().values().forEach(saga -> check(saga, broken));
        services().stream()
                .filter(service -> !service.repeatedEffects().isEmpty())
                .forEach(service -> broken.add("a message took effect twice: " + service.getClass()));
        if (!isAnswered()) {
            broken.add("a trip has no saga");
        }
        return broken;
    }

    private void check(Saga<Trip> saga, List<String> broken) {
        Trip trip = saga.data();
        String fates = travel.fatesOf(trip.id()).toString();
        boolean completed = saga.status() == SagaStatus.COMPLETED;
        if (!saga.status().isEnded()) {
            broken.add("the saga has not ended: " + saga);
        }
        for (String booking : Set.of("Flight", "Hotel")) {
            if (completed != (travel.fate(trip.id(), booking) == Fate.DONE)) {
                broken.add("booked otherwise than the saga ended: %s %s %s".formatted(booking, fates, saga));
            }
        }
        if (travel.fate(trip.id(), "Car") == Fate.DONE && !(completed && trip.car())) {
            broken.add("a car is booked that nobody wants: %s %s".formatted(fates, saga));
        }
        if (completed && !travel.isChargedFor(trip.id(), "12A")) {
            broken.add("another seat was paid for than was booked: %s".formatted(saga));
        }
        if (completed != (travel.fate(trip.id(), "Charge") == Fate.DONE)
                || completed != (travel.fate(trip.id(), "IssueTicket") == Fate.DONE)) {
            broken.add("paid without travelling, or the reverse: %s %s".formatted(fates, saga));
        }
    }
}
