package io.greenroom.catalog.curation;

import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.catalog.audit.Actor;
import io.greenroom.catalog.question.DraftContent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

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

    private static Draft aDraft() {
        return new Draft("a-question", "a-slug", null, CONTENT, "{}", 0, ADA, NOW);
    }

    private static Draft inReview() {
        var draft = aDraft();
        draft.requestReview(null, ADA, NOW);
        return draft;
    }
}
