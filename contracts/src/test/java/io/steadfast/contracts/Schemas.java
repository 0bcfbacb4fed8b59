package io.steadfast.contracts;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published schemas, as a program of someone else's would use them. */
final class Schemas {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private Schemas() {}

    /** What is wrong with a message, if anything. */
    static List<Error> errors(String schema, String message) {
        return REGISTRY.getSchema(SchemaLocation.of("classpath:io/steadfast/contracts/schemas/" + schema + ".json"))
                .validate(
                        message,
                        InputFormat.JSON,
                        execution -> execution.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    /** The schema itself. */
    static JsonNode read(String schema) {
        try (InputStream json = Schemas.class.getResourceAsStream("schemas/" + schema + ".json")) {
            return JsonMapper.shared().readTree(Objects.requireNonNull(json, "there is no schema of " + schema));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
