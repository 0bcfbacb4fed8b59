package io.steadfast.acceptance.system;

import io.steadfast.local.Home;
import io.steadfast.local.LocalService;
import io.steadfast.local.broker.Broker;
import io.steadfast.local.stack.Logins;
import io.steadfast.local.stack.Purpose;
import io.steadfast.local.stack.Stack;
import io.steadfast.local.stack.StackPorts;
import io.steadfast.local.stack.StackSettings;
import io.steadfast.local.testing.TestServers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The running system: its parts, to stop and to shoot, and clients of all that it offers. */
public final class Steadfast implements AutoCloseable {

    /** The waits that heal, shortened, so that no test takes minutes; what they do is the same. */
    private static final Map<String, String> IMPATIENT = Map.of(
            "STEADFAST_PLACEORDER_FIRSTRESEND", "2s",
            "STEADFAST_PLACEORDER_ATTEMPTS", "3",
            "STEADFAST_PLACEORDER_LONGEST", "4s",
            "STEADFAST_ORDER_ANNOUNCEMENT_AFTER", "3s",
            "STEADFAST_ORDER_ANNOUNCEMENT_SWEEPINTERVAL", "500ms",
            "STEADFAST_OUTBOX_LEASEDURATION", "3s",
            "STEADFAST_OUTBOX_MAXBACKOFF", "2s",
            "STEADFAST_LISTENER_MAXBACKOFF", "1s");

    private final Stack stack;

    private Steadfast(Stack stack) {
        this.stack = stack;
    }

    /** A system with the broker that this test run is about, in a home of its own that is there to be looked at afterwards. */
    static Steadfast started() {
        var kind = TestServers.brokerKind();
        var home = new Home(Path.of("target", "stack-" + kind.name().toLowerCase(Locale.ROOT)));
        home.forget();
        var steadfast = new Steadfast(Stack.of(
                new StackSettings(home, StackPorts.free(), kind, Logins.of(home, Map.of()), IMPATIENT, Purpose.TEST)));
        try {
            steadfast.stack.start();
            return steadfast;
        } catch (RuntimeException e) {
            steadfast.close();
            throw e;
        }
    }

    /** Returns when a service that starts does so as it will from now on. */
    public void awaitCalm() {
        stack.awaitCalm();
    }

    public Orders orders() {
        return new Orders(stack.ordersUrl());
    }

    public Products products() {
        return new Products(
                stack.inventoryUrl(), stack.settings().logins().operator().text());
    }

    /** The sagas as the public views show them. */
    public Sagas sagas() {
        return new Sagas(new Database(stack.jdbcUrl(), "saga_reader"));
    }

    /** The database as its superuser sees it. */
    public Database database() {
        return new Database(stack.jdbcUrl(), "postgres");
    }

    public Holds holds() {
        return new Holds(database());
    }

    public Admin operator() {
        return new Admin(
                stack.orchestratorUrl(),
                "operator",
                stack.settings().logins().operator().text());
    }

    public Admin viewer() {
        return new Admin(
                stack.orchestratorUrl(),
                "viewer",
                stack.settings().logins().viewer().text());
    }

    /** Another program at the same broker. */
    public Amqp amqp() {
        return new Amqp(stack.broker());
    }

    public LocalService postgres() {
        return stack.postgres();
    }

    public Broker broker() {
        return stack.broker();
    }

    public LocalService process(Service service) {
        return stack.service(service.title()).orElseThrow();
    }

    /** Another instance of each service at the same database and broker; closing it stops these instances only. */
    public Steadfast secondInstances() {
        var settings = stack.settings();
        var servers = settings.ports();
        var free = StackPorts.free();
        var ports = new StackPorts(
                free.orders(),
                free.inventory(),
                free.orchestrator(),
                servers.postgres(),
                servers.amqp(),
                servers.management());
        var home = new Home(settings.home().folder().resolve("second"));
        home.forget();
        var second = new Steadfast(Stack.of(
                new StackSettings(home, ports, settings.broker(), settings.logins(), IMPATIENT, Purpose.TEST)));
        second.startServices();
        return second;
    }

    /** {@code kill -9} to all three services at once. */
    public void killServices() {
        services().forEach(LocalService::kill);
    }

    /** Starts all three services at once; returns when they are ready. */
    public void startServices() {
        services().parallel().forEach(LocalService::start);
    }

    private Stream<LocalService> services() {
        return Arrays.stream(Service.values()).map(this::process);
    }

    /** Also lets go on what is paused. */
    void startWhatDoesNotRun() {
        stack.services().stream().filter(LocalService::isRunning).forEach(LocalService::resume);
        if (!stack.services().stream().allMatch(LocalService::isRunning)) {
            stack.start();
        }
    }

    @Override
    public void close() {
        stack.close();
    }
}
