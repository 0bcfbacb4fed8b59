package io.steadfast.local.stack;

import io.steadfast.local.Folders;
import io.steadfast.local.Home;
import io.steadfast.local.LocalService;
import io.steadfast.local.broker.Broker;
import io.steadfast.local.broker.BrokerKind;
import io.steadfast.local.postgres.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The whole system as real processes: PostgreSQL, a broker and the three services, each of which can be stopped, killed,
 * paused and started again on its own. All of it ends with this JVM, however that ends.
 */
public final class Stack implements AutoCloseable {

    private static final String DATABASE = "steadfast";

    private final StackSettings settings;
    private final boolean temporary;
    private final Postgres postgres;
    private final Broker broker;
    private final JavaService orders;
    private final JavaService inventory;
    private final JavaService orchestrator;
    private volatile Thread archiving = new Thread();

    private Stack(StackSettings settings, boolean temporary) {
        this.settings = settings;
        this.temporary = temporary;
        var home = settings.home();
        var ports = settings.ports();
        var environment = serviceEnvironment();
        postgres = new Postgres(home, ports.postgres());
        broker = Broker.of(settings.broker(), home, ports.amqp(), ports.management());
        orders = service("order-service", ports.orders(), environment);
        inventory = service("inventory-service", ports.inventory(), environment);
        orchestrator = service("saga-orchestrator", ports.orchestrator(), environment);
    }

    private JavaService service(String name, int port, Map<String, String> environment) {
        return new JavaService(name, settings.home(), port, environment, settings.purpose());
    }

    public static Stack of(StackSettings settings) {
        return new Stack(settings, false);
    }

    /** A system of free ports, and a home that {@link #close()} deletes. */
    public static Stack temporary(BrokerKind broker, Map<String, String> environment, Purpose purpose) {
        try {
            var folder = Files.createTempDirectory("steadfast-stack-");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            var home = new Home(folder);
            return new Stack(
                    new StackSettings(home, StackPorts.free(), broker, Logins.of(home, Map.of()), environment, purpose),
                    true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts everything and returns when it is ready. What was started before a failure is left running. */
    public void start() {
        start(StartListener.NONE);
    }

    /** As {@link #start()}, telling the listener what becomes ready. */
    public void start(StartListener listener) {
        var services = List.of(orders, inventory, orchestrator);
        Runnable database = () -> startOne(postgres, listener);
        Runnable unpacking = () -> services.forEach(JavaService::unpack);
        Runnable system = () -> {
            AtOnce.forEach(List.of(database, unpacking), Runnable::run);
            AtOnce.forEach(services, service -> startOne(service, listener));
        };
        // The services need their database to start, but not the broker, which takes as long as they do.
        AtOnce.forEach(List.of(() -> startOne(broker, listener), system), Runnable::run);
        archiving = new Thread(this::archiveClasses, "class archives");
        archiving.setDaemon(true);
        archiving.start();
    }

    private void startOne(LocalService service, StartListener listener) {
        listener.starting(service);
        var begin = System.nanoTime();
        service.start();
        if (service == postgres) {
            bootstrap();
        }
        listener.ready(service, Duration.ofNanos(System.nanoTime() - begin));
    }

    private void archiveClasses() {
        Stream.of(orders, inventory, orchestrator)
                .takeWhile(service -> !Thread.currentThread().isInterrupted())
                .forEach(JavaService::archiveClasses);
    }

    /** Returns when nothing is done any more in the background that makes later starts quicker. */
    public void awaitCalm() {
        try {
            archiving.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops everything, the services before what they use. */
    public void stop() {
        archiving.interrupt();
        AtOnce.forEach(List.of(orders, inventory, orchestrator), LocalService::stop);
        AtOnce.forEach(List.of(postgres, broker), LocalService::stop);
    }

    /** Stops everything and, if this system is temporary, deletes its home. */
    @Override
    public void close() {
        stop();
        if (temporary) {
            Folders.delete(settings.home().folder());
        }
    }

    /** All parts, in the order in which they start. */
    public List<LocalService> services() {
        return List.of(postgres, broker, orders, inventory, orchestrator);
    }

    /** The part of this name. */
    public Optional<LocalService> service(String name) {
        return services().stream()
                .filter(service -> service.name().equals(name))
                .findFirst();
    }

    public Postgres postgres() {
        return postgres;
    }

    public Broker broker() {
        return broker;
    }

    public LocalService orderService() {
        return orders;
    }

    public LocalService inventoryService() {
        return inventory;
    }

    public LocalService sagaOrchestrator() {
        return orchestrator;
    }

    public URI ordersUrl() {
        return orders.url();
    }

    public URI inventoryUrl() {
        return inventory.url();
    }

    public URI orchestratorUrl() {
        return orchestrator.url();
    }

    public StackSettings settings() {
        return settings;
    }

    public String jdbcUrl() {
        return postgres.jdbcUrl(DATABASE);
    }

    /** A connection as superuser. */
    public Connection connect() throws SQLException {
        return postgres.connect(DATABASE);
    }

    private void bootstrap() {
        try (var server = postgres.connect("postgres");
                var statement = server.createStatement()) {
            var known = statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'");
            if (!known.next()) {
                statement.execute("create database " + DATABASE);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("database " + DATABASE + " cannot be created", e);
        }
        try (var database = connect();
                var statement = database.createStatement()) {
            statement.execute(Repository.bootstrapSql());
        } catch (SQLException e) {
            throw new IllegalStateException("the roles and schemas cannot be created", e);
        }
    }

    private Map<String, String> serviceEnvironment() {
        var ports = settings.ports();
        var environment = new TreeMap<String, String>();
        environment.put("STEADFAST_POSTGRES_HOST", "127.0.0.1");
        environment.put("STEADFAST_POSTGRES_PORT", Integer.toString(ports.postgres()));
        environment.put("STEADFAST_POSTGRES_DATABASE", DATABASE);
        environment.put("STEADFAST_AMQP_HOST", "127.0.0.1");
        environment.put("STEADFAST_AMQP_PORT", Integer.toString(ports.amqp()));
        environment.put("STEADFAST_AMQP_USERNAME", "guest");
        environment.put("STEADFAST_AMQP_PASSWORD", "guest");
        environment.put("STEADFAST_ORDER_PORT", Integer.toString(ports.orders()));
        environment.put("STEADFAST_INVENTORY_PORT", Integer.toString(ports.inventory()));
        environment.put("STEADFAST_ORCHESTRATOR_PORT", Integer.toString(ports.orchestrator()));
        environment.put(
                "STEADFAST_OPERATOR_PASSWORD", settings.logins().operator().text());
        environment.put("STEADFAST_VIEWER_PASSWORD", settings.logins().viewer().text());
        if (settings.broker() == BrokerKind.QPID) {
            // It sends a heartbeat once in the interval, and the client gives up after one interval without any: every
            // idle minute would cost the connection. On one machine nobody needs them.
            environment.put("SPRING_RABBITMQ_REQUESTEDHEARTBEAT", "1h");
        }
        environment.putAll(settings.environment());
        return environment;
    }
}
