package io.steadfast.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.steadfast", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule theSharedHttpSideKnowsNoServiceAndNoMessage = noClasses()
            .that()
            .resideInAPackage("io.steadfast.web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.steadfast.contracts..",
                    "io.steadfast.messaging..",
                    "io.steadfast.order..",
                    "io.steadfast.inventory..",
                    "io.steadfast.saga..");
}
