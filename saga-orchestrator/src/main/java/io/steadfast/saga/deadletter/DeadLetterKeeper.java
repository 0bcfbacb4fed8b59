package io.steadfast.saga.deadletter;

import io.steadfast.messaging.rabbit.DeadLetter;
import io.steadfast.messaging.rabbit.DeadLetterHandler;
import io.steadfast.messaging.wire.StorableText;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** One row a death. A letter must never fail to be kept for what is in it, or it would come again without end. */
@Component
class DeadLetterKeeper implements DeadLetterHandler {

    private static final Logger log = LoggerFactory.getLogger(DeadLetterKeeper.class);

    private final NamedParameterJdbcTemplate jdbc;
    private final JsonMapper json;

    DeadLetterKeeper(NamedParameterJdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    @Transactional
    public void keep(List<DeadLetter> letters) {
        Set<UUID> known = known(letters);
        jdbc.batchUpdate("""
                insert into dead_letter (id, queue, exchange, routing_key, message_id, type, order_id, reason, error,
                                         died_at, deliveries, headers, body)
                values (:id, :queue, :exchange, :routingKey, :messageId, :type, :orderId, :reason, :error,
                        :diedAt, :deliveries, cast(:headers as jsonb), :body)
                on conflict (id) do nothing""", letters.stream().map(this::parameters).toArray(SqlParameterSource[]::new));
        tellAfterCommit(
                letters.stream().filter(letter -> !known.contains(letter.id())).toList());
    }

    private Set<UUID> known(List<DeadLetter> letters) {
        return new HashSet<>(jdbc.getJdbcOperations()
                .queryForList("select id from dead_letter where id = any(?)", UUID.class, (Object)
                        letters.stream().map(DeadLetter::id).toArray(UUID[]::new)));
    }

    /** Of a letter that comes again, because its transaction or its acknowledgement failed, nothing is told twice. */
    private static void tellAfterCommit(List<DeadLetter> kept) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                Set<UUID> told = new HashSet<>();
                kept.stream().filter(letter -> told.add(letter.id())).forEach(DeadLetterKeeper::tell);
            }
        });
    }

    private static void tell(DeadLetter letter) {
        log.warn("Dead letter {} of {}: {}", letter.id(), printable(letter.queue()), printable(letter.reason()));
    }

    private SqlParameterSource parameters(DeadLetter letter) {
        LetterContent content = LetterContent.of(letter.body(), json);
        return new MapSqlParameterSource()
                .addValue("id", letter.id())
                .addValue("queue", storable(letter.queue()))
                .addValue("exchange", storable(letter.exchange()))
                .addValue("routingKey", storable(letter.routingKey()))
                .addValue("messageId", storable(letter.messageId() == null ? content.messageId() : letter.messageId()))
                .addValue("type", storable(letter.type() == null ? content.type() : letter.type()))
                .addValue("orderId", storable(content.orderId()))
                .addValue("reason", storable(letter.reason()))
                .addValue("error", storable(letter.error()))
                .addValue("diedAt", letter.diedAt().atOffset(ZoneOffset.UTC))
                .addValue("deliveries", letter.deliveries())
                .addValue("headers", json.writeValueAsString(storable(letter.headers())))
                .addValue("body", letter.body());
    }

    private static Map<String, String> storable(Map<String, String> headers) {
        Map<String, String> storable = new TreeMap<>();
        headers.forEach((name, value) -> storable.put(String.valueOf(storable(name)), String.valueOf(storable(value))));
        return storable;
    }

    private static @Nullable String storable(@Nullable String text) {
        return text == null ? null : StorableText.of(text);
    }

    /** Anyone can write headers: none of them begins a line of its own in the log. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", " ");
    }
}
