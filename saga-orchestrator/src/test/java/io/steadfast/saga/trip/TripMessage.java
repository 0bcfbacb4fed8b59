package io.steadfast.saga.trip;

/** The messages of the saga {@code book-trip}. */
public interface TripMessage {

    String trip();

    /** What participants are asked to do. */
    interface Command extends TripMessage {}

    record Requested(String trip, int price, boolean car) implements TripMessage {}

    record CallOff(String trip) implements TripMessage {}

    record BookFlight(String trip) implements Command {}

    record FlightBooked(String trip, String seat) implements TripMessage {}

    record FlightSoldOut(String trip) implements TripMessage {}

    record ReleaseFlight(String trip) implements Command {}

    record FlightReleased(String trip) implements TripMessage {}

    record BookHotel(String trip) implements Command {}

    record HotelBooked(String trip) implements TripMessage {}

    record HotelFull(String trip) implements TripMessage {}

    record ReleaseHotel(String trip, String reason) implements Command {}

    record HotelReleased(String trip) implements TripMessage {}

    record BookCar(String trip) implements Command {}

    record CarBooked(String trip) implements TripMessage {}

    record CarRefused(String trip) implements TripMessage {}

    record ReleaseCar(String trip) implements Command {}

    record CarReleased(String trip) implements TripMessage {}

    record Approve(String trip, int price) implements Command {}

    record Decided(String trip, boolean approved) implements TripMessage {}

    record Charge(String trip, int price, String seat) implements Command {}

    record Charged(String trip) implements TripMessage {}

    record CardDeclined(String trip) implements TripMessage {}

    record IssueTicket(String trip, String seat) implements Command {}

    record TicketIssued(String trip) implements TripMessage {}

    record SendMail(String trip) implements Command {}

    record MailSent(String trip) implements TripMessage {}
}
