package io.steadfast.saga;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.steadfast.saga", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule serviceDependsOnNoOtherService = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.steadfast.order..",
                    "io.steadfast.inventory..",
                    "io.steadfast.local..",
                    "io.steadfast.acceptance..");

    @ArchTest
    static final ArchRule engineIsPure = noClasses()
            .that()
            .resideInAPackage("io.steadfast.saga.engine..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("io.steadfast.saga.engine..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule engineKnowsNoClock = noClasses()
            .that()
            .resideInAPackage("io.steadfast.saga.engine..")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.time\\.(Instant|Clock|LocalDateTime)|java\\.util\\.Random|java\\.sql\\..*");

    @ArchTest
    static final ArchRule onlyTheDefinitionKnowsOrders = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.steadfast.saga.store..",
                    "io.steadfast.saga.sweep..",
                    "io.steadfast.saga.retention..",
                    "io.steadfast.saga.admin..",
                    "io.steadfast.saga.action..",
                    "io.steadfast.saga.operation..",
                    "io.steadfast.saga.bulkretry..",
                    "io.steadfast.saga.deadletter..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.steadfast.contracts..", "io.steadfast.saga.placeorder..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.steadfast.saga.(*)..").should().beFreeOfCycles();
}
