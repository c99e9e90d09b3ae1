package io.github.nannybooking;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.github.nannybooking", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule PRODUCTION_NEEDS_NO_EMULATOR = noClasses()
            .that()
            .resideOutsideOfPackage("..nannybooking.dev..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..nannybooking.dev..", "com.amazonaws..", "org.elasticmq..", "org.eclipse.jetty..");

    @ArchTest
    static final ArchRule THE_PLATFORM_KNOWS_NOTHING_OF_THE_DOMAIN = noClasses()
            .that()
            .resideInAPackage("..nannybooking.platform..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.github.nannybooking..")
                    .and(resideOutsideOfPackage("io.github.nannybooking.platform..")));

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("io.github.nannybooking.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_PLATFORM_HAS_NO_CYCLES =
            slices().matching("io.github.nannybooking.platform.(**)").should().beFreeOfCycles();
}
