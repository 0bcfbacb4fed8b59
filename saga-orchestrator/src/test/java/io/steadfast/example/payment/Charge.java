package io.steadfast.example.payment;

import io.steadfast.contracts.Message;
import io.steadfast.example.contracts.PaymentMessage.CardCharged;
import io.steadfast.example.contracts.PaymentMessage.CardDeclined;
import io.steadfast.example.contracts.PaymentMessage.CardRefunded;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What became of one order's charge: there is at most one, and it answers every repetition of its commands. */
record Charge(String orderId, Status status, @Nullable String customerId, long amount) {

    enum Status {
        /** Nobody has asked for anything yet; no committed charge is so. */
        OPEN,
        CHARGED,
        DECLINED,
        /** Nothing is charged, and nothing ever will be: also what remains of a refund that came first. */
        REFUNDED;

        String lowerCase() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Stands for the bank, which says no to more than this. */
    private static final long LIMIT = 100;

    /** The first demand is decided; every later one finds the decision. */
    Charge demanded(String customer, long wanted) {
        return status == Status.OPEN
                ? new Charge(orderId, wanted <= LIMIT ? Status.CHARGED : Status.DECLINED, customer, wanted)
                : this;
    }

    /** Whether it was charged, was declined or is still to be demanded. */
    Charge refunded() {
        return new Charge(orderId, Status.REFUNDED, customerId, amount);
    }

    /** What the customer has paid. */
    long paid() {
        return status == Status.CHARGED ? amount : 0;
    }

    Message answer() {
        return switch (status) {
            case CHARGED -> new CardCharged(orderId, amount);
            case DECLINED -> new CardDeclined(orderId, "the card does not cover " + amount);
            case REFUNDED -> new CardRefunded(orderId);
            case OPEN -> throw new IllegalStateException("Nobody has asked for anything yet: " + orderId);
        };
    }
}
