package io.greenroom.platform.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.persistence.Entity;
import jakarta.ws.rs.HttpMethod;
import java.util.List;

/** The architecture rules that hold in every service. */
public final class HouseRules {
    private static final List<String> EDGES =
            List.of("jakarta.ws.rs..", "org.apache.kafka..", "org.hibernate.reactive..");

    /** Every endpoint says who may call it. */
    public static final ArchRule ENDPOINTS_SAY_WHO_MAY_CALL =
            methods()
                    .that(
                            DescribedPredicate.describe(
                                    "are endpoints",
                                    method ->
                                            method.getAnnotations().stream()
                                                    .anyMatch(
                                                            annotation ->
                                                                    annotation
                                                                            .getRawType()
                                                                            .isAnnotatedWith(
                                                                                    HttpMethod
                                                                                            .class))))
                    .should(sayWhoMayCall())
                    .because("an endpoint without a rule is open to everybody");

    /** What a class needs is in its constructor. */
    public static final ArchRule NO_FIELD_INJECTION =
            noFields().should().beAnnotatedWith(Inject.class).allowEmptyShould(true);

    /** Entities never leave their feature, and know nothing of JAX-RS, Kafka or sessions. */
    public static final ArchRule ENTITIES_STAY_INSIDE =
            classes()
                    .that()
                    .areAnnotatedWith(Entity.class)
                    .should()
                    .bePackagePrivate()
                    .andShould(
                            ArchConditions.not(
                                    ArchConditions.dependOnClassesThat(
                                            JavaClass.Predicates.resideInAnyPackage(
                                                    EDGES.toArray(String[]::new)))))
                    .allowEmptyShould(true);

    private HouseRules() {}

    /** No two features of that root package need each other. */
    public static ArchRule featuresHaveNoCycles(String root) {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles();
    }

    /** These packages hold the domain alone. */
    public static ArchRule domainIsFreeOfEdges(String... packages) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(EDGES.toArray(String[]::new));
    }

    /** Events leave through the outbox. */
    public static ArchRule onlyTheOutboxSends(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.eclipse.microprofile.reactive.messaging.Emitter")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.smallrye.reactive.messaging.MutinyEmitter")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka.clients.producer..");
    }

    private static ArchCondition<JavaMethod> sayWhoMayCall() {
        return new ArchCondition<>("say who may call them") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean said =
                        method.isAnnotatedWith(RolesAllowed.class)
                                || method.isAnnotatedWith(PermitAll.class)
                                || method.isAnnotatedWith(DenyAll.class)
                                || method.getOwner().isAnnotatedWith(RolesAllowed.class)
                                || method.getOwner().isAnnotatedWith(PermitAll.class);
                events.add(new SimpleConditionEvent(method, said, method.getFullName()));
            }
        };
    }
}
