package io.steadfast.inventory.reservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steadfast.inventory.reservation.ReservationCommand.Confirm;
import io.steadfast.inventory.reservation.ReservationCommand.Release;
import io.steadfast.inventory.reservation.ReservationCommand.Reserve;
import io.steadfast.inventory.stock.Product;
import io.steadfast.inventory.stock.Shelf;
import io.steadfast.inventory.stock.Stock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReservationBatchTest {

    private static final Instant FIRST = Instant.parse("2026-11-23T08:00:00Z");
    private static final Instant LATER = FIRST.plusSeconds(60);

    private final Product apples = Shelf.product("apples", 10);
    private final Product pears = Shelf.product("pears", 3);
    private final Stock stock = Shelf.of(apples, pears);
    private final ReservationBatch batch = new ReservationBatch(List.of());

    /** Every state that an order can be in, and what each command then does. Four apples are what it asks for. */
    @ParameterizedTest(name = "{0}: {1} -> {2}, {3}, {4} on hand, {5} reserved")
    @CsvSource({
        "unknown,     reserve, Reserved,    active,      10, 4",
        "unknown,     confirm, Refused,     unknown,     10, 0",
        "unknown,     release, Released,    released,    10, 0",
        "active,      reserve, Reserved,    active,      10, 4",
        "active,      confirm, Confirmed,   confirmed,    6, 0",
        "active,      release, Released,    released,    10, 0",
        "confirmed,   reserve, Reserved,    confirmed,    6, 0",
        "confirmed,   confirm, Confirmed,   confirmed,    6, 0",
        "confirmed,   release, Refused,     confirmed,    6, 0",
        "released,    reserve, Released,    released,    10, 0",
        "released,    confirm, Refused,     released,    10, 0",
        "released,    release, Released,    released,    10, 0",
        "tombstone,   reserve, Released,    released,    10, 0",
        "tombstone,   confirm, Refused,     released,    10, 0",
        "tombstone,   release, Released,    released,    10, 0",
        "unavailable, reserve, Unavailable, unavailable, 10, 0",
        "unavailable, confirm, Refused,     unavailable, 10, 0",
        "unavailable, release, Released,    released,    10, 0",
    })
    void eachStateAnswersEachCommand(
            String before, String command, String outcome, String after, long onHand, long reserved) {
        bring(before);
        Outcome first = apply(command, LATER);
        assertThat(first.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(status()).isEqualTo(after);
        assertThat(apples.onHand()).isEqualTo(onHand);
        assertThat(apples.reserved()).isEqualTo(reserved);
        if (first instanceof Outcome.Refused refused) {
            assertThat(refused.state()).isEqualTo(after);
            assertThat(refused.reason()).isNotBlank();
        }
    }

    @ParameterizedTest
    @CsvSource({"reserve", "confirm", "release"})
    void aRepeatedCommandGetsTheSameAnswerAndChangesNothing(String command) {
        bring("active");
        Outcome first = apply(command, LATER);
        Instant updated = made().updatedAt();
        assertThat(apply(command, LATER.plusSeconds(60))).isEqualTo(first);
        assertThat(made().updatedAt()).isEqualTo(updated);
        assertThat(made().createdAt()).isEqualTo(FIRST);
    }

    @Test
    void aRepeatedDemandGetsTheRecordedShortagesEvenIfStockHasCome() {
        bring("unavailable");
        Outcome again =
                batch.apply(new Reserve("o", demand("apples", 4)), Shelf.of(Shelf.product("apples", 99)), LATER);
        assertThat(again)
                .isEqualTo(new Outcome.Unavailable(
                        List.of(new ReservationItem("apples", 4, null), new ReservationItem("plums", 1, 0L))));
    }

    @Test
    void anotherDemandOfTheSameOrderDoesNotCount() {
        bring("active");
        assertThat(batch.apply(new Reserve("o", demand("pears", 1)), stock, LATER))
                .isEqualTo(new Outcome.Reserved(List.of(new ReservationItem("apples", 4, null))));
        assertThat(pears.reserved()).isZero();
    }

    @Test
    void nothingIsReservedIfOneProductIsShort() {
        var demand = demand("apples", 4);
        demand.add("pears", 4);
        demand.add("plums", 1);
        assertThat(batch.apply(new Reserve("o", demand), stock, FIRST))
                .isEqualTo(new Outcome.Unavailable(List.of(
                        new ReservationItem("apples", 4, null),
                        new ReservationItem("pears", 4, 3L),
                        new ReservationItem("plums", 1, 0L))));
        assertThat(apples.reserved()).isZero();
        assertThat(pears.reserved()).isZero();
    }

    @Test
    void linesOfOneProductAddUp() {
        var demand = demand("pears", 2);
        demand.add("pears", 2);
        assertThat(batch.apply(new Reserve("o", demand), stock, FIRST))
                .isEqualTo(new Outcome.Unavailable(List.of(new ReservationItem("pears", 4, 3L))));
        assertThatThrownBy(() -> demand.add("pears", Integer.MAX_VALUE)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> demand.add("pears", 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void commandsOfABatchSeeWhatThoseBeforeThemDid() {
        assertThat(batch.apply(new Reserve("b", demand("pears", 2)), stock, FIRST))
                .isInstanceOf(Outcome.Reserved.class);
        assertThat(batch.apply(new Reserve("a", demand("pears", 2)), stock, FIRST))
                .isInstanceOf(Outcome.Unavailable.class);
        batch.apply(new Release("b", null), stock, FIRST);
        assertThat(batch.apply(new Reserve("c", demand("pears", 2)), stock, FIRST))
                .isInstanceOf(Outcome.Reserved.class);
        assertThat(batch.made()).extracting(Reservation::orderId).containsExactly("a", "b", "c");
    }

    @Test
    void onlyStockThatMayChangeIsLocked() {
        List<ReservationCommand> reserve = List.of(new Reserve("o", demand("apples", 1)));
        List<ReservationCommand> confirm = List.of(new Confirm("o"));
        assertThat(batch.productsOf(reserve)).containsExactly("apples");
        assertThat(batch.productsOf(confirm)).isEmpty();
        bring("active");
        assertThat(batch.productsOf(confirm)).containsExactly("apples");
        apply("confirm", LATER);
        assertThat(batch.productsOf(reserve)).isEmpty();
    }

    @Test
    void theReleaseSaysWhy() {
        bring("active");
        batch.apply(new Release("o", "the customer said so"), stock, LATER);
        assertThat(made().reason()).contains("the customer said so");
        assertThat(made().updatedAt()).isEqualTo(LATER);
    }

    private void bring(String state) {
        switch (state) {
            case "active" -> apply("reserve", FIRST);
            case "confirmed" -> {
                apply("reserve", FIRST);
                apply("confirm", FIRST);
            }
            case "released" -> {
                apply("reserve", FIRST);
                apply("release", FIRST);
            }
            case "tombstone" -> apply("release", FIRST);
            case "unavailable" -> {
                var demand = demand("apples", 4);
                demand.add("plums", 1);
                batch.apply(new Reserve("o", demand), stock, FIRST);
            }
            default -> assertThat(state).isEqualTo("unknown");
        }
    }

    private Outcome apply(String command, Instant now) {
        return batch.apply(
                switch (command) {
                    case "reserve" -> new Reserve("o", demand("apples", 4));
                    case "confirm" -> new Confirm("o");
                    default -> new Release("o", null);
                },
                stock,
                now);
    }

    private String status() {
        return batch.made().isEmpty() ? "unknown" : made().status().lowerCase();
    }

    private Reservation made() {
        return batch.made().get(0);
    }

    private static Demand demand(String productId, int quantity) {
        var demand = new Demand();
        demand.add(productId, quantity);
        return demand;
    }
}
