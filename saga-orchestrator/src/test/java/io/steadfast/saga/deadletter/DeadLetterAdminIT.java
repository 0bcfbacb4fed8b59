package io.steadfast.saga.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.steadfast.local.testing.Answer;
import io.steadfast.local.testing.JsonApi;
import io.steadfast.messaging.rabbit.DeadLetter;
import io.steadfast.messaging.rabbit.DeadLetterHandler;
import io.steadfast.saga.testing.RunningOrchestrator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** What operators see of dead letters and decide about them. */
@RunningOrchestrator
class DeadLetterAdminIT {

    private static final String QUEUE = "inventory-service.commands";
    private static final String REASON = "{\"reason\": \"mended\"}";

    @LocalServerPort
    int port;

    @Autowired
    DeadLetterHandler keeper;

    @Autowired
    DeadLetterPurge purge;

    @Autowired
    JdbcClient jdbc;

    JsonApi operator;
    JsonApi viewer;

    @BeforeEach
    void noLettersButTheTests() {
        operator = new JsonApi(port, JsonApi.login("operator", "operator-secret"));
        viewer = new JsonApi(port, JsonApi.login("viewer", "viewer-secret"));
        jdbc.sql("delete from dead_letter").update();
        jdbc.sql("delete from outbox").update();
    }

    private UUID letter(String queue, @Nullable String messageId, byte[] body) {
        UUID id = UUID.randomUUID();
        keeper.keep(List.of(new DeadLetter(
                id,
                queue,
                "commands",
                "inventory.reserve",
                messageId,
                "ReserveInventory",
                "wrong shape of ReserveInventory: data.items",
                "io.steadfast.SomeException: wrong shape",
                Instant.now(),
                3,
                Map.of("traceparent", "00-1", "steadfast-death-queue", queue, "x-delivery-count", "2"),
                body)));
        return id;
    }

    private UUID letter(String body) {
        return letter(QUEUE, UUID.randomUUID().toString(), body.getBytes(UTF_8));
    }

    private JsonNode shown(UUID letter) {
        return viewer.get("/admin/dead-letters/" + letter).json();
    }

    private Answer act(String action, UUID letter, String... headers) {
        return operator.post("/admin/dead-letters/%s/%s".formatted(letter, action), REASON, headers);
    }

    private List<String> listed(String parameters) {
        return viewer.get("/admin/dead-letters?" + parameters)
                .json()
                .path("items")
                .valueStream()
                .map(letter -> letter.path("id").asString())
                .toList();
    }

    private List<Map<String, Object>> outbox() {
        return jdbc.sql("""
                        select message_id, type, exchange, routing_key, correlation_id, headers::text as headers, body
                        from outbox order by id""").query().listOfRows();
    }

    private List<String> record(UUID letter) {
        return jdbc.sql(
                        "select concat_ws(' ', actor, action, reason || ':', outcome) from admin_actions where target = ? order by at")
                .param(letter.toString())
                .query(String.class)
                .list();
    }

    @Test
    void aLetterIsShownWithWhyItDiedAndWhatIsInIt() {
        String message = UUID.randomUUID().toString();
        UUID first = letter(QUEUE, message, "{\"data\": {\"orderId\": \"o-7\"}}".getBytes(UTF_8));
        letter(QUEUE, message, new byte[0]);

        JsonNode letter = shown(first);

        assertThat(letter.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "status",
                        "queue",
                        "exchange",
                        "routingKey",
                        "messageId",
                        "type",
                        "orderId",
                        "reason",
                        "diedAt",
                        "deliveries",
                        "deaths",
                        "error",
                        "headers",
                        "body",
                        "bodyIs",
                        "actions");
        assertThat(letter.path("status").asString()).isEqualTo("open");
        assertThat(letter.path("exchange").asString()).isEqualTo("commands");
        assertThat(letter.path("orderId").asString()).isEqualTo("o-7");
        assertThat(letter.path("deliveries").asInt()).isEqualTo(3);
        assertThat(letter.path("deaths").asInt()).isEqualTo(2);
        assertThat(letter.path("headers").path("traceparent").asString()).isEqualTo("00-1");
        assertThat(letter.path("bodyIs").asString()).isEqualTo("json");
        assertThat(letter.path("body").path("data").path("orderId").asString()).isEqualTo("o-7");
    }

    @Test
    void aBodyThatIsNoJsonIsShownAsTextAndElseInBase64() {
        JsonNode text = shown(letter("{\"no\": json"));
        assertThat(List.of(text.path("bodyIs").asString(), text.path("body").asString()))
                .containsExactly("text", "{\"no\": json");
        JsonNode bytes = shown(letter(QUEUE, null, new byte[] {(byte) 0xff, 0}));
        assertThat(List.of(bytes.path("bodyIs").asString(), bytes.path("body").asString()))
                .containsExactly("base64", "/wA=");
        assertThat(bytes.path("deaths").asInt()).isEqualTo(1);
    }

    @Test
    void openLettersAreListedTheLastFirstAndPageByPage() {
        List<String> letters =
                IntStream.range(0, 5).mapToObj(i -> letter("{}").toString()).toList();
        act("discard", UUID.fromString(letters.get(4)));
        List<String> listed = new ArrayList<>();
        String next = "";
        for (int page = 0; page < 2; page++) {
            Answer answer = viewer.get("/admin/dead-letters?limit=2" + next);
            answer.json()
                    .path("items")
                    .forEach(letter -> listed.add(letter.path("id").asString()));
            next = "&cursor=" + answer.text("next");
        }
        List<String> lastFirst = new ArrayList<>(letters.subList(0, 4));
        Collections.reverse(lastFirst);
        assertThat(listed).isEqualTo(lastFirst);
        assertThat(next).isEqualTo("&cursor=");
        assertThat(listed("status=discarded")).containsExactly(letters.get(4));
        assertThat(listed("status=any")).hasSize(5);
    }

    @Test
    void lettersAreFoundByWhatIsKnownOfThem() {
        String message = UUID.randomUUID().toString();
        String letter = letter(QUEUE, message, "{\"data\": {\"orderId\": \"o-8\"}}".getBytes(UTF_8))
                .toString();
        letter("elsewhere", null, new byte[0]);
        assertThat(listed("queue=" + QUEUE)).containsExactly(letter);
        assertThat(listed("orderId=o-8&type=ReserveInventory")).containsExactly(letter);
        assertThat(listed("messageId=" + message + "&reason=wrong%20shape")).containsExactly(letter);
        assertThat(listed("reason=data.items")).hasSize(2);
        assertThat(listed("reason=data%25items")).isEmpty();
        assertThat(listed("type=OrderCreated")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=odd", "limit=0", "cursor=x", "queue=%00", "orderId=", "reason=%20"})
    void whatMakesNoSenseIsABadRequest(String parameter) {
        Answer answer = viewer.get("/admin/dead-letters?" + parameter);
        assertThat(answer.isProblem(400)).isTrue();
        assertThat(answer.errors())
                .singleElement()
                .asString()
                .startsWith(parameter.substring(0, parameter.indexOf('=')) + " ");
    }

    @Test
    void aReplaySendsTheSameBytesWithTheSameIdToTheQueueInWhichTheLetterDied() {
        byte[] body = "{\"metadata\": {\"correlationId\": \"c-1\"} } ".getBytes(UTF_8);
        UUID message = UUID.randomUUID();
        UUID letter = letter(QUEUE, message.toString(), body);

        Answer answer = act("replay", letter);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text("status")).isEqualTo("replayed");
        assertThat(outbox())
                .singleElement()
                .satisfies(row -> assertThat(row.values())
                        .containsExactly(
                                message, "ReserveInventory", "", QUEUE, "c-1", "{\"traceparent\": \"00-1\"}", body));
        JsonNode shown = shown(letter);
        assertThat(shown.path("decidedBy").asString()).isEqualTo("operator");
        assertThat(shown.path("decision").asString()).isEqualTo("mended");
        assertThat(shown.path("decidedAt").asString()).isNotEmpty();
        assertThat(shown.path("actions").path(0).path("outcome").asString()).isEqualTo("replayed to " + QUEUE);
        assertThat(record(letter)).containsExactly("operator replay mended: replayed to " + QUEUE);
    }

    @Test
    void aLetterIsReplayedOnceHoweverOftenThatIsWanted() {
        UUID letter = letter("{}");
        List<CompletableFuture<Answer>> clicks = IntStream.range(0, 8)
                .mapToObj(i -> operator.postLater("/admin/dead-letters/" + letter + "/replay", REASON))
                .toList();
        List<Answer> answers = clicks.stream().map(CompletableFuture::join).toList();
        assertThat(answers).filteredOn(answer -> answer.status() == 202).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.isProblem(409))
                .hasSize(7)
                .allSatisfy(answer -> {
                    assertThat(answer.text("detail"))
                            .startsWith("it was replayed by operator at")
                            .endsWith("if it dies again, that is another letter");
                    assertThat(answer.text("letterStatus")).isEqualTo("replayed");
                });
        assertThat(outbox()).hasSize(1);
        assertThat(record(letter)).hasSize(8);
    }

    @Test
    void theSameIdempotencyKeyGivesTheSameAnswerAndOneReplay() {
        UUID letter = letter("{}");
        String key = UUID.randomUUID().toString();
        Answer first = act("replay", letter, "Idempotency-Key", key);
        Answer second = act("replay", letter, "Idempotency-Key", key);
        assertThat(second.status()).isEqualTo(202);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(outbox()).hasSize(1);
        assertThat(act("discard", letter, "Idempotency-Key", key).isProblem(422))
                .isTrue();
        jdbc.sql("delete from dead_letter").update();
        assertThat(act("replay", letter, "Idempotency-Key", key).json()).isEqualTo(first.json());
    }

    @Test
    void aLetterThatIsDiscardedIsNotReplayed() {
        UUID letter = letter("{}");
        assertThat(act("discard", letter).text("status")).isEqualTo("discarded");
        assertThat(act("replay", letter).text("detail")).startsWith("it was discarded by operator at");
        assertThat(act("discard", letter).isProblem(409)).isTrue();
        assertThat(outbox()).isEmpty();
        assertThat(record(letter)).hasSize(3).first().isEqualTo("operator discard mended: discarded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"payments.commands", "unknown", "dead-letters", ""})
    void nothingIsSentToAQueueThatIsNoneOfOurs(String queue) {
        UUID letter = letter(queue, null, new byte[0]);
        Answer answer = act("replay", letter);
        assertThat(answer.isProblem(409)).isTrue();
        assertThat(answer.text("detail")).isEqualTo("it died in %s, which is no queue of ours", queue);
        assertThat(shown(letter).path("status").asString()).isEqualTo("open");
        assertThat(outbox()).isEmpty();
        assertThat(act("discard", letter).status()).isEqualTo(202);
    }

    @Test
    void aLetterThatIsTooLargeToBeSentIsNotReplayedAndTheAnswerSaysWhy() {
        UUID letter = letter(QUEUE, null, new byte[2_000_000]);
        assertThat(act("replay", letter).text("detail")).contains("2,000,000 bytes");
        assertThat(shown(letter).path("status").asString()).isEqualTo("open");
    }

    @Test
    void aMessageWithoutAnIdOfItsOwnIsKnownByItsLettersFromThenOn() {
        UUID letter = letter(QUEUE, null, new byte[] {1});
        act("replay", letter);
        assertThat(outbox()).singleElement().satisfies(row -> assertThat(row).containsEntry("message_id", letter));
        UUID nextDeath = letter(QUEUE, letter.toString(), new byte[] {1});
        assertThat(shown(nextDeath).path("deaths").asInt()).isEqualTo(2);
    }

    @Test
    void aMessageWhoseIdIsNoUuidKeepsItInItsLetter() {
        UUID letter = letter(QUEUE, "m-1", "{\"id\": \"m-1\"}".getBytes(UTF_8));
        act("replay", letter);
        assertThat(outbox()).singleElement().satisfies(row -> assertThat(row).containsEntry("message_id", letter));
        assertThat(shown(letter).path("messageId").asString()).isEqualTo("m-1");
    }

    @Test
    void viewersReadAndOperatorsAct() {
        UUID letter = letter("{}");
        assertThat(listed("")).containsExactly(letter.toString());
        for (String path : List.of("/" + letter + "/replay", "/" + letter + "/discard", "/replay")) {
            assertThat(viewer.post("/admin/dead-letters" + path, REASON).isProblem(403))
                    .as(path)
                    .isTrue();
        }
        assertThat(new JsonApi(port).get("/admin/dead-letters").isProblem(401)).isTrue();
        assertThat(operator.post("/admin/dead-letters/" + letter + "/replay", "{}")
                        .errors())
                .containsExactly("reason must be given");
        assertThat(operator.post("/admin/dead-letters/replay", "{\"filter\": {\"status\": \"open\"}}")
                        .errors())
                .containsExactly(
                        "filter.status is unknown; known are queue, type, orderId, messageId, reason",
                        "reason must be given");
        assertThat(shown(letter).path("status").asString()).isEqualTo("open");
    }

    @Test
    void anUnknownLetterIsNotFound() {
        assertThat(viewer.get("/admin/dead-letters/" + UUID.randomUUID()).isProblem(404))
                .isTrue();
        assertThat(viewer.get("/admin/dead-letters/nonsense").isProblem(404)).isTrue();
        assertThat(act("replay", UUID.randomUUID()).isProblem(404)).isTrue();
    }

    @Test
    void lettersAreForgottenLongAfterTheDecisionAndOpenOnesNever() {
        String open = letter("{}").toString();
        UUID old = letter("{}");
        UUID recent = letter("{}");
        act("discard", old);
        act("replay", recent);
        jdbc.sql("update dead_letter set died_at = now() - interval '9 years'").update();
        jdbc.sql("update dead_letter set decided_at = now() - interval '91 days' where id = ?")
                .param(old)
                .update();
        purge.purge();
        assertThat(listed("status=any")).containsExactlyInAnyOrder(open, recent.toString());
    }
}
