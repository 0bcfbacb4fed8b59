package io.steadfast.inventory.testing;

import io.steadfast.inventory.InventoryServiceApplication;
import io.steadfast.local.testing.Door;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole service on a free port and a database of its own, with no broker in reach: what it answers stays in its
 * outbox, where a test can see it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = InventoryServiceApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "STEADFAST_OPERATOR_PASSWORD=" + InventoryApi.OPERATOR_PASSWORD,
            "STEADFAST_VIEWER_PASSWORD=" + InventoryApi.VIEWER_PASSWORD,
            "logging.level.io.steadfast.messaging=off"
        })
@ContextConfiguration(initializers = FreshDatabase.class)
@Import({Door.class, StatementCount.class})
public @interface RunningInventoryService {}
