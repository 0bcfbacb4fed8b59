package io.steadfast.order;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.steadfast.messaging.inbox.MessageHandler;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packages = "io.steadfast.order", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule serviceDependsOnNoOtherService = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.steadfast.inventory..",
                    "io.steadfast.saga..",
                    "io.steadfast.local..",
                    "io.steadfast.acceptance..");

    @ArchTest
    static final ArchRule aggregateKnowsNoUseCase = noClasses()
            .that()
            .resideInAPackage("io.steadfast.order")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.steadfast.order.*..");

    @ArchTest
    static final ArchRule useCasesKnowNeitherHttpNorTheBroker = noClasses()
            .that()
            .resideOutsideOfPackages("io.steadfast.order.web..", "io.steadfast.order.messaging..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework.web..", "org.springframework.http..", "io.steadfast.web..", "com.rabbitmq..");

    @ArchTest
    static final ArchRule controllersLiveInWeb =
            classes().that().areAnnotatedWith(RestController.class).should().resideInAPackage("io.steadfast.order.web");

    @ArchTest
    static final ArchRule handlersLiveInMessaging =
            classes().that().implement(MessageHandler.class).should().resideInAPackage("io.steadfast.order.messaging");

    @ArchTest
    static final ArchRule transactionsOpenAtUseCases = noClasses()
            .that()
            .resideInAnyPackage("io.steadfast.order", "io.steadfast.order.web", "io.steadfast.order.messaging")
            .should()
            .beAnnotatedWith(Transactional.class);

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.steadfast.order.(*)..").should().beFreeOfCycles();
}
