package io.steadfast.saga.trip;

import static io.steadfast.saga.engine.SagaDefinition.saga;
import static io.steadfast.saga.engine.SagaDefinition.version;

import io.steadfast.saga.engine.Patience;
import io.steadfast.saga.engine.SagaDefinition;
import io.steadfast.saga.trip.TripMessage.Approve;
import io.steadfast.saga.trip.TripMessage.BookCar;
import io.steadfast.saga.trip.TripMessage.BookFlight;
import io.steadfast.saga.trip.TripMessage.BookHotel;
import io.steadfast.saga.trip.TripMessage.CallOff;
import io.steadfast.saga.trip.TripMessage.CarBooked;
import io.steadfast.saga.trip.TripMessage.CarRefused;
import io.steadfast.saga.trip.TripMessage.CarReleased;
import io.steadfast.saga.trip.TripMessage.CardDeclined;
import io.steadfast.saga.trip.TripMessage.Charge;
import io.steadfast.saga.trip.TripMessage.Charged;
import io.steadfast.saga.trip.TripMessage.Decided;
import io.steadfast.saga.trip.TripMessage.FlightBooked;
import io.steadfast.saga.trip.TripMessage.FlightReleased;
import io.steadfast.saga.trip.TripMessage.FlightSoldOut;
import io.steadfast.saga.trip.TripMessage.HotelBooked;
import io.steadfast.saga.trip.TripMessage.HotelFull;
import io.steadfast.saga.trip.TripMessage.HotelReleased;
import io.steadfast.saga.trip.TripMessage.IssueTicket;
import io.steadfast.saga.trip.TripMessage.MailSent;
import io.steadfast.saga.trip.TripMessage.ReleaseCar;
import io.steadfast.saga.trip.TripMessage.ReleaseFlight;
import io.steadfast.saga.trip.TripMessage.ReleaseHotel;
import io.steadfast.saga.trip.TripMessage.Requested;
import io.steadfast.saga.trip.TripMessage.SendMail;
import io.steadfast.saga.trip.TripMessage.TicketIssued;
import java.time.Duration;

/**
 * A trip ends with a ticket, paid for, or with nothing booked. Flight, hotel and, if wanted, a car are booked at the same
 * time; an expensive trip needs an approval; once it is paid for there is no way back.
 */
public final class BookTrip {

    public static final Duration TIME = Duration.ofHours(1);
    public static final int NEEDS_APPROVAL = 1_000;
    public static final Patience OF_HOTELS =
            new Patience(Duration.ofSeconds(30), 2, Duration.ofSeconds(60)).withJitter(0.1);

    private BookTrip() {}

    public static SagaDefinition<Trip> definition() {
        return saga("book-trip", version(1))
                .startedBy(Requested.class, Trip.class, Trip::of)
                .identifiedBy(TripMessage.class, TripMessage::trip)
                .cancelledBy(CallOff.class, callOff -> "called off")
                .endsWithin(TIME)

                // All that can run out is booked at once.
                .step("book-flight")
                .sends(trip -> new BookFlight(trip.id()))
                .succeedsOn(FlightBooked.class)
                .remembers(FlightBooked.class, Trip::seated)
                .failsOn(FlightSoldOut.class, soldOut -> "no seat left")
                .undoneBy("release-flight")
                .sends(trip -> new ReleaseFlight(trip.id()))
                .succeedsOn(FlightReleased.class)
                .alongside("book-hotel")
                .sends(trip -> new BookHotel(trip.id()))
                .succeedsOn(HotelBooked.class)
                .failsOn(HotelFull.class, full -> "no room left")
                .waits(OF_HOTELS)
                .undoneBy("release-hotel")
                .sends((trip, reason) -> new ReleaseHotel(trip.id(), reason))
                .succeedsOn(HotelReleased.class)
                .alongside("book-car")
                .onlyIf(Trip::car)
                .sends(trip -> new BookCar(trip.id()))
                .succeedsOn(CarBooked.class)
                .refusedOn(CarRefused.class, refused -> "the licence is unreadable")
                .mayBeSkipped("travellers can take a taxi")
                .undoneBy("release-car")
                .sends(trip -> new ReleaseCar(trip.id()))
                .succeedsOn(CarReleased.class)

                // Nothing to undo: an approval that nobody uses does no harm.
                .step("approve")
                .onlyIf(trip -> trip.price() > NEEDS_APPROVAL)
                .sends(trip -> new Approve(trip.id(), trip.price()))
                .succeedsOn(Decided.class, Decided::approved)
                .failsOn(Decided.class, decided -> !decided.approved(), decided -> "too expensive")

                // From here on the traveller has paid.
                .pivot("charge")
                .sends(trip -> new Charge(trip.id(), trip.price(), String.valueOf(trip.seat())))
                .succeedsOn(Charged.class)
                .failsOn(CardDeclined.class, declined -> "card declined")
                .step("issue-ticket")
                .sends(trip -> new IssueTicket(trip.id(), String.valueOf(trip.seat())))
                .succeedsOn(TicketIssued.class)
                .retriedUntilItSucceeds()
                .alongside("send-mail")
                .sends(trip -> new SendMail(trip.id()))
                .succeedsOn(MailSent.class)
                .mayBeSkipped("the ticket can be had at the counter")
                .end();
    }
}
