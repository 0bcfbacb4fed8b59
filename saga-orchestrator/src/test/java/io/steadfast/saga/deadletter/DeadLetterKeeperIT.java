package io.steadfast.saga.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.messaging.rabbit.DeadLetter;
import io.steadfast.messaging.rabbit.DeadLetterHandler;
import io.steadfast.saga.testing.RunningOrchestrator;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@RunningOrchestrator
@ExtendWith(OutputCaptureExtension.class)
class DeadLetterKeeperIT {

    @Autowired
    DeadLetterHandler keeper;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionOperations transactions;

    private static DeadLetter letter(UUID id, @Nullable String messageId, String error, byte[] body) {
        return new DeadLetter(
                id,
                "inventory-service.commands",
                "commands",
                "inventory.reserve",
                messageId,
                "ReserveInventory",
                "wrong shape",
                error,
                Instant.parse("2026-11-23T08:00:00Z"),
                1,
                Map.of("x-death", "\0"),
                body);
    }

    private Map<String, Object> row(UUID id) {
        return jdbc.sql("select * from dead_letters where id = ?")
                .param(id)
                .query()
                .singleRow();
    }

    @Test
    void aDeathIsKeptOnceHoweverOftenItIsDelivered() {
        UUID id = UUID.randomUUID();
        var letter = letter(id, "m-1", "boom", "{\"data\":{\"orderId\":\"o-1\"}}".getBytes(UTF_8));
        keeper.keep(List.of(letter, letter));
        keeper.keep(List.of(letter));
        assertThat(row(id))
                .containsEntry("queue", "inventory-service.commands")
                .containsEntry("message_id", "m-1")
                .containsEntry("order_id", "o-1")
                .containsEntry("reason", "wrong shape")
                .containsEntry("error", "boom")
                .containsEntry("status", "open");
    }

    @Test
    void whatThePropertiesDoNotTellIsReadInTheBody() {
        UUID id = UUID.randomUUID();
        keeper.keep(List.of(letter(id, null, "boom", "{\"id\":\"m-3\",\"data\":{\"id\":\"o-3\"}}".getBytes(UTF_8))));
        assertThat(row(id)).containsEntry("message_id", "m-3").containsEntry("order_id", "o-3");
    }

    @Test
    void aDeathIsToldOnceAfterTheCommitAndInOneLine(CapturedOutput output) {
        UUID id = UUID.randomUUID();
        var letter = new DeadLetter(
                id, "forged\nqueue", "", "", null, null, "one\u2028two", "", Instant.EPOCH, 1, Map.of(), new byte[0]);
        transactions.executeWithoutResult(status -> {
            keeper.keep(List.of(letter, letter));
            status.setRollbackOnly();
        });
        assertThat(output).doesNotContain(id.toString());

        keeper.keep(List.of(letter, letter));
        keeper.keep(List.of(letter));
        assertThat(output.toString().lines().filter(line -> line.contains(id.toString())))
                .singleElement()
                .asString()
                .endsWith("of forged queue: one two");
    }

    @Test
    void theSameMessageMayDieTwice() {
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        keeper.keep(List.of(letter(first, "m-2", "boom", new byte[0]), letter(second, "m-2", "boom", new byte[0])));
        assertThat(row(first)).isNotEqualTo(row(second));
    }

    @Test
    void whateverTheBodyIsItIsKeptByteByByte() {
        byte[] body = {0, (byte) 0xff, 'x', (byte) 0xc3};
        UUID id = UUID.randomUUID();
        keeper.keep(List.of(letter(id, null, "NUL \0 and half \uD800 a character", body)));
        assertThat(jdbc.sql("select body from dead_letter where id = ?")
                        .param(id)
                        .query(byte[].class)
                        .single())
                .isEqualTo(body);
        assertThat(row(id))
                .containsEntry("order_id", null)
                .containsEntry("error", "NUL \uFFFD and half \uFFFD a character");
    }

    @Test
    void anOrderIdThatPostgresCannotStoreIsStoredAsFarAsItCan() {
        UUID id = UUID.randomUUID();
        keeper.keep(List.of(letter(id, null, "", "{\"data\":{\"orderId\":\"o\\u0000\"}}".getBytes(UTF_8))));
        assertThat(row(id)).containsEntry("order_id", "o\uFFFD");
    }
}
