package io.greenroom.session.scorecard;

import java.util.UUID;

/**
 * An item of the agenda, with the question version that it froze.
 *
 * @param shown whether it was put before the candidate; then every criterion must be judged
 */
record ScoredItem(
        UUID id,
        int position,
        int minutes,
        String questionId,
        int questionVersion,
        String title,
        String round,
        String language,
        boolean shown,
        Rubric rubric) {}
