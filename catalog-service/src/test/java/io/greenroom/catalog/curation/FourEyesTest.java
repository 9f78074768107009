package io.greenroom.catalog.curation;

import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.catalog.audit.Actor;
import io.greenroom.catalog.question.DraftContent;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FourEyesTest {
    private static final Actor ADA = new Actor("1", "ada");
    private static final Actor ADAM = new Actor("2", "adam");
    private static final Actor EVE = new Actor("3", "eve");
    private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");

    private static final DraftContent CONTENT = DraftText.read("{\"title\": \"A title\"}");

    private final FourEyes two = new FourEyes(true);
    private final FourEyes one = new FourEyes(false);

    @Test
    void whoWroteOnADraftDoesNotApproveItAndAnybodyElseDoes() {
        var draft = inReview();
        draft.rememberEditors(List.of(EVE.id()));
        assertThat(two.letApprove(ADA, draft)).isFalse();
        assertThat(two.letApprove(EVE, draft)).isFalse();
        assertThat(two.letApprove(ADAM, draft)).isTrue();
    }

    @Test
    void aSingleCuratorApprovesTheirOwn() {
        var draft = inReview();
        assertThat(one.letApprove(ADA, draft)).isTrue();
        assertThat(one.letApprove(ADAM, draft)).isTrue();
    }

    @Test
    void onlyWhatWasApprovedIsPublished() {
        var draft = aDraft();
        assertThat(two.letPublish(draft)).isFalse();
        draft.requestReview(null, ADA, NOW);
        assertThat(two.letPublish(draft)).isFalse();
        draft.decide(true, draft.decisions(), ADAM, NOW);
        assertThat(two.letPublish(draft)).isTrue();
        draft.schedule(NOW, null, ADA, NOW);
        assertThat(two.letPublish(draft)).isTrue();
    }

    @Test
    void anEditTakesTheApprovalBack() {
        var draft = inReview();
        draft.decide(true, draft.decisions(), ADAM, NOW);
        draft.edit("a-slug", CONTENT, "{}", ADA, NOW);
        assertThat(two.letPublish(draft)).isFalse();
    }

    @Test
    void aSingleCuratorPublishesFromAnyState() {
        var draft = aDraft();
        assertThat(one.letPublish(draft)).isTrue();
        draft.requestReview(null, ADA, NOW);
        assertThat(one.letPublish(draft)).isTrue();
    }

    /** As the service reads it: from the environment, over the default. */
    @ParameterizedTest
    @CsvSource({"true, true", "false, false", ", true"})
    void theSettingDecides(@Nullable String said, boolean demanded) {
        var environment =
                said == null
                        ? Map.<String, String>of()
                        : Map.of("GREENROOM_CATALOG_FOUR_EYES", said);
        var config =
                new SmallRyeConfigBuilder()
                        .withSources(new EnvConfigSource(environment, 300))
                        .withConverter(Duration.class, 100, new DurationConverter())
                        .withMapping(CurationSettings.class)
                        .build();
        var fourEyes = new FourEyes(config.getConfigMapping(CurationSettings.class));
        assertThat(fourEyes.areDemanded()).isEqualTo(demanded);
        assertThat(fourEyes.letPublish(aDraft())).isEqualTo(!demanded);
        assertThat(fourEyes.letApprove(ADA, inReview())).isEqualTo(!demanded);
    }

    private static Draft aDraft() {
        return new Draft("a-question", "a-slug", null, CONTENT, "{}", 0, ADA, NOW);
    }

    private static Draft inReview() {
        var draft = aDraft();
        draft.requestReview(null, ADA, NOW);
        return draft;
    }
}
