package io.greenroom.grading.deadletter;

import io.greenroom.platform.testing.DeadLetterContract;
import io.greenroom.platform.testing.RealInfrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(RealInfrastructure.class)
class DeadLetterIT {
    private final DeadLetterContract letters = new DeadLetterContract("/api/grading/dead-letters");

    @ParameterizedTest
    @ValueSource(strings = {"catalog.questions", "practice.submissions", "session.scorecards"})
    void whatCannotBeReadIsListed(String topic) {
        letters.assertPoisonIsListed(topic);
    }

    @Test
    void everyChannelIsCovered() {
        letters.assertEveryChannelIsCovered();
    }

    @Test
    void onlyForAdmins() {
        letters.assertOnlyForAdmins();
    }
}
