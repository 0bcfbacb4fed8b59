package io.steadfast.local.broker;

import io.steadfast.local.Home;
import io.steadfast.local.LocalModule;
import io.steadfast.local.process.Command;
import io.steadfast.local.process.WatchedProcess;
import java.io.File;
import java.nio.file.Path;

/** Apache Qpid Broker-J in a JVM of its own, with its messages in a Derby database. */
final class Qpid extends Broker {

    Qpid(Home home, int port, int managementPort) {
        super(home, port, managementPort);
    }

    @Override
    public BrokerKind kind() {
        return BrokerKind.QPID;
    }

    @Override
    Path data() {
        return home().data("qpid");
    }

    @Override
    protected WatchedProcess launch() {
        var command = Command.of(Command.java(
                "-Xmx128m",
                "-XX:MaxDirectMemorySize=64m",
                "-Xss256k",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.log.qpid.message.broker=info",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
                "-Dderby.stream.error.file=/dev/null",
                "-Dqpid.work_dir=" + data(),
                "-Dqpid.amqp_port=" + port(),
                "-cp",
                LocalModule.classes() + File.pathSeparator + LocalModule.libraries() + "/*",
                QpidProcess.class.getName()));
        return WatchedProcess.start(name(), command, log(), pidFile());
    }
}
