package io.steadfast.inventory.messaging;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.steadfast.contracts.Item;
import io.steadfast.contracts.Message.ConfirmOrder;
import io.steadfast.contracts.Message.ConfirmReservation;
import io.steadfast.contracts.Message.ReserveInventory;
import io.steadfast.inventory.reservation.ReservationCommand;
import io.steadfast.messaging.inbox.UnprocessableMessageException;
import io.steadfast.messaging.wire.Metadata;
import io.steadfast.messaging.wire.Received;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandReaderTest {

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb"})
    void anIdThatIsNoneCannotBeProcessed(String id) {
        expectUnprocessable(new ConfirmReservation(id));
        expectUnprocessable(new ReserveInventory("o", List.of(new Item(id, 1))));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void aQuantityIsPositive(int quantity) {
        expectUnprocessable(new ReserveInventory("o", List.of(new Item("p", quantity))));
    }

    @Test
    void quantitiesAddUpToWhatAMessageCanCarry() {
        expectUnprocessable(new ReserveInventory("o", List.of(new Item("p", Integer.MAX_VALUE), new Item("p", 1))));
    }

    @Test
    void aDemandIsForSomething() {
        expectUnprocessable(new ReserveInventory("o", List.of()));
    }

    @Test
    void anotherServicesCommandCannotBeProcessed() {
        expectUnprocessable(new ConfirmOrder("o"));
    }

    private static void expectUnprocessable(Object data) {
        assertThatThrownBy(() -> read(data)).isInstanceOf(UnprocessableMessageException.class);
    }

    private static ReservationCommand read(Object data) {
        return CommandReader.read(new Received<>(UUID.randomUUID(), data, Instant.EPOCH, Metadata.EMPTY));
    }
}
