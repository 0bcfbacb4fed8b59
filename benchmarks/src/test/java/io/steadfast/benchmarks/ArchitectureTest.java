package io.steadfast.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.steadfast.benchmarks", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** The system is measured from outside. */
    @ArchTest
    static final ArchRule benchmarksKnowNoService = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.steadfast.order..",
                    "io.steadfast.inventory..",
                    "io.steadfast.saga..",
                    "io.steadfast.contracts..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.steadfast.benchmarks.(*)..").should().beFreeOfCycles();
}
