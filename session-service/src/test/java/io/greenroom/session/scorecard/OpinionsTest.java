package io.greenroom.session.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpinionsTest {
    @Test
    void whatWasSaidStandsBesideTheCodeAsComments() {
        assertThat(Opinions.answer("x = 1\n", "It is linear.\n\nI would test it.", true))
                .isEqualTo("x = 1\n\n# It is linear.\n#\n# I would test it.");
    }

    @Test
    void proseStaysProse() {
        assertThat(Opinions.answer("My design.", "And a cache.", false))
                .isEqualTo("My design.\n\nAnd a cache.");
        assertThat(Opinions.answer(" ", "Only said.", false)).isEqualTo("Only said.");
        assertThat(Opinions.answer("Only written.", "", false)).isEqualTo("Only written.");
    }
}
