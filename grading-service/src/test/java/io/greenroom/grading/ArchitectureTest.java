package io.greenroom.grading;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.greenroom.platform.testing.HouseRules;

@AnalyzeClasses(
        packages = "io.greenroom.grading",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule FEATURES_HAVE_NO_CYCLES =
            HouseRules.featuresHaveNoCycles("io.greenroom.grading");

    @ArchTest
    static final ArchRule DOMAIN_IS_FREE_OF_EDGES =
            HouseRules.domainIsFreeOfEdges(
                    "io.greenroom.grading.rubric..",
                    "io.greenroom.grading.text..",
                    "io.greenroom.grading.code..",
                    "io.greenroom.grading.guard..",
                    "io.greenroom.grading.embedded..",
                    "io.greenroom.grading.evaluation..");

    @ArchTest
    static final ArchRule ENDPOINTS_SAY_WHO_MAY_CALL = HouseRules.ENDPOINTS_SAY_WHO_MAY_CALL;

    @ArchTest static final ArchRule ENTITIES_STAY_INSIDE = HouseRules.ENTITIES_STAY_INSIDE;

    @ArchTest static final ArchRule NO_FIELD_INJECTION = HouseRules.NO_FIELD_INJECTION;

    @ArchTest
    static final ArchRule ONLY_THE_OUTBOX_SENDS =
            HouseRules.onlyTheOutboxSends("io.greenroom.grading");

    /** The rules of grading hold whoever judges and wherever they run. */
    @ArchTest
    static final ArchRule RULES_ARE_PLAIN_JAVA =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "io.greenroom.grading.rubric..",
                            "io.greenroom.grading.text..",
                            "io.greenroom.grading.code..",
                            "io.greenroom.grading.guard..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.quarkus..", "jakarta..", "dev.langchain4j..", "io.vertx..");
}
