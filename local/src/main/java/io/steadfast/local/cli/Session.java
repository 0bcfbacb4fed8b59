package io.steadfast.local.cli;

import io.steadfast.local.Home;
import io.steadfast.local.broker.BrokerKind;
import io.steadfast.local.control.ControlServer;
import io.steadfast.local.control.HomeLock;
import io.steadfast.local.control.Launcher;
import io.steadfast.local.control.Predecessor;
import io.steadfast.local.demo.SampleOrders;
import io.steadfast.local.process.StartFailure;
import io.steadfast.local.stack.Logins;
import io.steadfast.local.stack.Preflight;
import io.steadfast.local.stack.Purpose;
import io.steadfast.local.stack.Stack;
import io.steadfast.local.stack.StackPorts;
import io.steadfast.local.stack.StackSettings;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** One run of the whole system, from its start to its end. */
final class Session {

    private final Home home;
    private final Map<String, String> environment;
    private final PrintStream out;
    /** Never closed: the end of this program lets it go, and with it the claim that something runs here. */
    @SuppressWarnings("unused")
    private @Nullable HomeLock lock;

    private final CountDownLatch end = new CountDownLatch(1);

    Session(Home home, Map<String, String> environment, PrintStream out) {
        this.home = home;
        this.environment = environment;
        this.out = out;
    }

    int run(Request.Run request) {
        lock = HomeLock.tryAcquire(home).orElseThrow(this::alreadyServed);
        Predecessor.awaitEnd(home);
        if (request.fresh()) {
            home.forget();
        }
        var stack = Stack.of(settings(request));
        if (request.demo() && stack.settings().logins().operator().isHash()) {
            throw new StartFailure("The sample orders need the operator's password, and there is only its hash "
                    + stack.settings().logins().operator().whereabouts() + "; ./run --no-demo does without them.");
        }
        Preflight.check(stack.settings());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopQuietly(stack), "stop"));
        var begin = System.nanoTime();
        out.printf("Starting Steadfast in %s, with %s as its broker.%n", home.folder(), kind(stack));
        var desk = new Desk(stack, end::countDown);
        ControlServer.start(home, stack.settings().ports().postgres(), desk::handle);
        stack.start(new Progress(out));
        desk.open();
        out.printf("Ready after %s.%n%n", Progress.seconds(Duration.ofNanos(System.nanoTime() - begin)));
        new DeathWatch(stack, out).start();
        var asExpected = !request.demo() || new SampleOrders(stack, out).run();
        return request.once() ? stop(stack, asExpected) : serve(stack);
    }

    private int stop(Stack stack, boolean asExpected) {
        out.printf("%nStopping.%n");
        stack.stop();
        out.println("Stopped.");
        return asExpected ? 0 : 1;
    }

    private int serve(Stack stack) {
        new Directions(stack, out).print();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    private StackSettings settings(Request.Run request) {
        var kind = request.embeddedBroker() ? BrokerKind.QPID : BrokerKind.preferred();
        return new StackSettings(
                home, StackPorts.from(environment), kind, Logins.of(home, environment), Map.of(), Purpose.SERVICE);
    }

    private static String kind(Stack stack) {
        return stack.broker().kind().title();
    }

    private StartFailure alreadyServed() {
        var process = Launcher.of(home)
                .map(launcher -> " (process " + launcher.pid() + ")")
                .orElse("");
        return new StartFailure(
                "Another ./run%s serves %s already; ./run stop ends it.".formatted(process, home.folder()));
    }

    private void stopQuietly(Stack stack) {
        try {
            stack.stop();
        } catch (RuntimeException e) {
            out.println("Not everything ended in an orderly way: " + e.getMessage());
        }
    }
}
