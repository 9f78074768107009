package io.greenroom.grading.assessment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** How graders are used together. */
@ConfigMapping(prefix = "greenroom.grading")
interface AssessmentSettings {
    /**
     * How far apart the language model's and the embedded grader's scores may be, as a share of the
     * whole (0 to 1), before a person is asked to look. Less asks for more people.
     */
    @WithDefault("0.4")
    double crossCheckGap();

    /**
     * Directory of what {@code ./greenroom evaluate … --publish DIRECTORY} measured of the graders
     * here. Admins are shown it in place of what the build measured of the same version. Read anew
     * each time.
     */
    Optional<Path> figures();
}
