package io.greenroom.catalog.lint;

import io.greenroom.catalog.question.DraftContent;
import io.greenroom.catalog.wording.Words;
import java.util.List;
import java.util.Map;

/** Whether what a mistake costs fits how bad it is said to be. */
final class RedFlags {
    /** From the mildest. */
    private static final List<String> SEVERITIES = List.of("minor", "major", "critical");

    /** The highest cap that still fits; a mistake that costs less is less severe. */
    private static final Map<String, Integer> HIGHEST_CAP =
            Map.of("minor", 85, "major", 65, "critical", 45);

    private RedFlags() {}

    static void check(DraftContent draft, Findings findings) {
        var flags = draft.redFlags();
        var strong = draft.strongAnswer() == null ? "" : joined(draft.strongAnswer());
        for (int i = 0; i < flags.size(); i++) {
            var flag = flags.get(i);
            var place = "/redFlags/" + i;
            var severity = flag.severity();
            var cap = flag.cap();
            if (severity != null && cap != null && HIGHEST_CAP.containsKey(severity)) {
                int highest = HIGHEST_CAP.get(severity);
                if (cap > highest) {
                    findings.warn(
                            Rule.RED_FLAG_CAP,
                            place + "/cap",
                            "A %s mistake that still allows %d points is not %s."
                                    .formatted(severity, cap, severity));
                }
                compare(flags, i, severity, cap, findings);
            }
            if ("commits".equals(flag.kind())) {
                for (int s = 0; s < flag.signals().size(); s++) {
                    var signal = joined(flag.signals().get(s));
                    if (signal.strip().split(" ").length >= Leaks.LONG_RUN
                            && strong.contains(signal)) {
                        findings.error(
                                Rule.RED_FLAG_IN_STRONG_ANSWER,
                                place + "/signals/" + s,
                                "The strong answer says just this.",
                                "/strongAnswer");
                    }
                }
            }
        }
    }

    private static void compare(
            List<DraftContent.RedFlag> flags, int i, String severity, int cap, Findings findings) {
        for (int j = 0; j < flags.size(); j++) {
            var other = flags.get(j);
            if (other.severity() != null
                    && other.cap() != null
                    && SEVERITIES.indexOf(severity) > SEVERITIES.indexOf(other.severity())
                    && SEVERITIES.contains(other.severity())
                    && cap > other.cap()) {
                findings.error(
                        Rule.RED_FLAG_CAP,
                        "/redFlags/" + i + "/cap",
                        "This %s mistake costs less (%d points are left) than a %s one (%d)."
                                .formatted(severity, cap, other.severity(), other.cap()),
                        "/redFlags/" + j + "/cap");
            }
        }
    }

    /** With a space at either end, so that only whole words are found. */
    private static String joined(String text) {
        return " " + String.join(" ", Words.all(text)) + " ";
    }
}
