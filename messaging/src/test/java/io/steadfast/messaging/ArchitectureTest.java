package io.steadfast.messaging;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import io.steadfast.messaging.database.DatabaseClock;
import io.steadfast.messaging.inbox.AggregateId;
import io.steadfast.messaging.inbox.MessageHandler;
import io.steadfast.messaging.outbox.MessageTooLargeException;
import io.steadfast.messaging.outbox.Outbox;
import io.steadfast.messaging.outbox.OutgoingMessage;
import io.steadfast.messaging.outbox.WrittenMessage;
import io.steadfast.messaging.rabbit.DeadLetter;
import io.steadfast.messaging.rabbit.DeadLetterHandler;
import io.steadfast.messaging.rabbit.DeathHeaders;
import io.steadfast.messaging.rabbit.FailureKind;
import io.steadfast.messaging.wire.StorableText;
import java.util.Set;

@AnalyzeClasses(packages = "io.steadfast.messaging", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** What only services call, besides the types that other packages of this module use too. */
    private static final Set<Class<?>> FOR_SERVICES = Set.of(
            Outbox.class,
            OutgoingMessage.class,
            WrittenMessage.class,
            MessageTooLargeException.class,
            MessageHandler.class,
            AggregateId.class,
            StorableText.class,
            DeadLetterHandler.class,
            DeadLetter.class,
            DeathHeaders.class,
            FailureKind.class,
            DatabaseClock.class,
            MessagingAutoConfiguration.class);

    @ArchTest
    static final ArchRule messagingKnowsNoServiceAndNoneOfTheirMessages = noClasses()
            .should()
            .dependOnClassesThat(DescribedPredicate.describe(
                    "are of another module",
                    type -> type.getPackageName().startsWith("io.steadfast.")
                            && !type.getPackageName().startsWith("io.steadfast.messaging")));

    @ArchTest
    static final ArchRule whatIsOnTheWireKnowsNotHowItGetsThere = noClasses()
            .that()
            .resideInAPackage("io.steadfast.messaging.wire")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "com.rabbitmq..", "java.sql..");

    @ArchTest
    static final ArchRule sendingAndReceivingKnowNothingOfEachOther = noClasses()
            .that()
            .resideInAPackage("io.steadfast.messaging.outbox")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.steadfast.messaging.inbox");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.steadfast.messaging.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule publicMeansUsedByAnotherPackage =
            classes().that().arePublic().and().areTopLevelClasses().should(ArchCondition.from(usedElsewhere()));

    private static DescribedPredicate<JavaClass> usedElsewhere() {
        return DescribedPredicate.describe(
                "used by another package or meant for services",
                type -> FOR_SERVICES.stream().anyMatch(type::isEquivalentTo) || isUsedByAnotherPackage(type));
    }

    private static boolean isUsedByAnotherPackage(JavaClass type) {
        return type.getDirectDependenciesToSelf().stream()
                .map(Dependency::getOriginClass)
                .anyMatch(user -> !user.getPackageName().equals(type.getPackageName()));
    }
}
