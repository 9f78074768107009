package io.greenroom.session;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.greenroom.platform.testing.HouseRules;

@AnalyzeClasses(
        packages = "io.greenroom.session",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule FEATURES = HouseRules.featuresHaveNoCycles("io.greenroom.session");

    @ArchTest static final ArchRule ENDPOINTS = HouseRules.ENDPOINTS_SAY_WHO_MAY_CALL;
    @ArchTest static final ArchRule INJECTION = HouseRules.NO_FIELD_INJECTION;
    @ArchTest static final ArchRule ENTITIES = HouseRules.ENTITIES_STAY_INSIDE;

    @ArchTest static final ArchRule OUTBOX = HouseRules.onlyTheOutboxSends("io.greenroom.session");
}
