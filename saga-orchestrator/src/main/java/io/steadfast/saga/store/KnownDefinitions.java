package io.steadfast.saga.store;

import io.steadfast.saga.engine.SagaDefinition;
import io.steadfast.saga.engine.SagaDefinition.StepOutline;
import io.steadfast.saga.engine.SagaDefinitions;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Compares the definitions of this build with the sagas that are under way, before the first message is taken, and
 * writes down the steps for SQL to look at. Sagas that have ended need no definition: what comes late for them changes
 * nothing and is journaled as ever.
 */
@Component
class KnownDefinitions {

    /** @throws UnknownDefinitionsException if a saga is under way that could not be carried on by this build */
    KnownDefinitions(JdbcClient jdbc, SagaDefinitions definitions) {
        List<String> unknown = unknown(jdbc, definitions);
        if (!unknown.isEmpty()) {
            throw new UnknownDefinitionsException(unknown, definitions.names());
        }
        definitions.all().forEach(definition -> write(jdbc, definition));
    }

    private static List<String> unknown(JdbcClient jdbc, SagaDefinitions definitions) {
        return jdbc.sql("""
                        select format('%s/%s: %s sagas, among them %s', type, definition_version, count(*),
                                      array_to_string((array_agg(id order by started_at))[1\\:5], ', '))
                        from saga
                        where status in ('running', 'compensating', 'stuck')
                          and type || '/' || definition_version <> all(cast(:known as text[]))
                        group by type, definition_version
                        order by type, definition_version""")
                .param("known", definitions.names().toArray(String[]::new))
                .query(String.class)
                .list();
    }

    private static void write(JdbcClient jdbc, SagaDefinition<?> definition) {
        int position = 0;
        for (StepOutline step : definition.outline()) {
            jdbc.sql("""
                            insert into saga_step (type, definition_version, step, position, undo, before_pivot, skippable)
                            values (:type, :version, :step, :position, :undo, :beforePivot, :skippable)
                            on conflict (type, definition_version, step) do update
                            set position = excluded.position, undo = excluded.undo,
                                before_pivot = excluded.before_pivot, skippable = excluded.skippable""")
                    .param("type", definition.type())
                    .param("version", definition.version())
                    .param("step", step.name())
                    .param("position", position++)
                    .param("undo", step.undo())
                    .param("beforePivot", step.beforePivot())
                    .param("skippable", step.skippable())
                    .update();
        }
    }
}
