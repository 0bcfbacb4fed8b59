package io.steadfast.inventory;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.steadfast.messaging.inbox.MessageHandler;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packages = "io.steadfast.inventory", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule serviceDependsOnNoOtherService = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.steadfast.order..", "io.steadfast.saga..", "io.steadfast.local..", "io.steadfast.acceptance..");

    @ArchTest
    static final ArchRule stockAndReservationsKnowNeitherHttpNorTheWire = noClasses()
            .that()
            .resideInAnyPackage("io.steadfast.inventory.stock", "io.steadfast.inventory.reservation")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework.web..",
                    "org.springframework.http..",
                    "io.steadfast.web..",
                    "io.steadfast.messaging.inbox..",
                    "io.steadfast.messaging.outbox..",
                    "io.steadfast.messaging.rabbit..",
                    "io.steadfast.messaging.wire..",
                    "io.steadfast.contracts..");

    @ArchTest
    static final ArchRule controllersLiveInWeb = classes()
            .that()
            .areAnnotatedWith(RestController.class)
            .should()
            .resideInAPackage("io.steadfast.inventory.web");

    @ArchTest
    static final ArchRule handlersLiveInMessaging = classes()
            .that()
            .implement(MessageHandler.class)
            .should()
            .resideInAPackage("io.steadfast.inventory.messaging");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.steadfast.inventory.(*)..").should().beFreeOfCycles();
}
