package io.steadfast.order.testing;

import io.steadfast.local.testing.Door;
import io.steadfast.order.OrderServiceApplication;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole service on a free port and a database of its own, with no broker in reach: what it has to say stays in its
 * outbox, where a test can see it. Orders announce themselves again only when a test wants it.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = OrderServiceApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "STEADFAST_OPERATOR_PASSWORD=" + OrderApi.OPERATOR_PASSWORD,
            "STEADFAST_VIEWER_PASSWORD=" + OrderApi.VIEWER_PASSWORD,
            "steadfast.order.announcement.sweep-interval=1h",
            "steadfast.order.waiting.poll-interval=200ms",
            "logging.level.io.steadfast.messaging=off"
        })
@ContextConfiguration(initializers = FreshDatabase.class)
@Import(Door.class)
public @interface RunningOrderService {}
