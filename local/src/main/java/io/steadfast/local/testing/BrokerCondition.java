package io.steadfast.local.testing;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import io.steadfast.local.broker.BrokerKind;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips tests on a broker that is not there, and says so once per test JVM. */
final class BrokerCondition implements ExecutionCondition {

    private static final AtomicBoolean SAID = new AtomicBoolean();

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        var kind = TestServers.brokerKind();
        var picked = System.getProperty("steadfast.broker", "");
        if (!picked.isBlank() && BrokerKind.of(picked) != kind) {
            return skipped("-Dsteadfast.broker=" + picked + " leaves out the tests on " + kind.title() + ".");
        }
        if (!kind.isInstalled()) {
            return skipped(
                    "The tests on RabbitMQ need RabbitMQ: install it (Debian: apt-get install rabbitmq-server).");
        }
        return enabled("on " + kind.title());
    }

    @SuppressWarnings("SystemOut")
    private static ConditionEvaluationResult skipped(String reason) {
        if (SAID.compareAndSet(false, true)) {
            System.out.println("SKIPPED: " + reason);
        }
        return disabled(reason);
    }
}
