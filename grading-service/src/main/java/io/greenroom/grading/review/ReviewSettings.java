package io.greenroom.grading.review;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When a person looks at a grade, and how long that may take. */
@ConfigMapping(prefix = "greenroom.grading")
interface ReviewSettings {
    /**
     * A grade with less confidence than this (0 to 1) goes to a person. Each tenth more costs
     * reviewers' time; 0 sends none for this reason.
     */
    @WithDefault("0.3")
    double reviewBelow();

    /** How long a reviewer holds a review without a sign of life; saving marks renews it. */
    @WithDefault("30m")
    Duration reviewClaim();

    /** Within what time a review should be decided; afterwards it counts as overdue. */
    @WithDefault("72h")
    Duration reviewDeadline();

    /**
     * The share (0 to 1) of certain grades that people look at all the same, so that agreement can
     * be measured on more than the doubtful ones.
     */
    @WithDefault("0")
    double reviewSample();
}
