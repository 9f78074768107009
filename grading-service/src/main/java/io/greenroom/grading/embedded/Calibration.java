package io.greenroom.grading.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/** The thresholds of the embedded grader: a small versioned resource, each explained there. */
record Calibration(
        String version,
        double words,
        Ramp prose,
        Ramp code,
        Ramp reference,
        double met,
        double partly,
        List<Double> levels,
        double deniedKeeps,
        double flagCommitted,
        double flagOmitted,
        double confidenceProse,
        double confidenceCode) {

    /** Rises from 0 at {@code from} to 1 at {@code full}. */
    record Ramp(double from, double full) {
        Ramp {
            if (!(from < full)) {
                throw new IllegalArgumentException("A ramp must rise");
            }
        }

        double of(double likeness) {
            return Math.clamp((likeness - from) / (full - from), 0, 1);
        }
    }

    /** The calibration that this version of the service grades with. */
    static Calibration current() {
        return load("embedded-1");
    }

    private static Calibration load(String version) {
        var values = new Properties();
        try (var in =
                Calibration.class.getResourceAsStream("/grading/" + version + ".properties")) {
            if (in == null) {
                throw new IllegalStateException("There is no calibration " + version);
            }
            values.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Calibration(
                version,
                number(values, "likeness.words"),
                ramp(values, "prose"),
                ramp(values, "code"),
                ramp(values, "reference"),
                number(values, "indicator.met"),
                number(values, "indicator.partly"),
                List.of(
                        number(values, "level.1"),
                        number(values, "level.2"),
                        number(values, "level.3"),
                        number(values, "level.4")),
                number(values, "denied.keeps"),
                number(values, "flag.committed"),
                number(values, "flag.omitted"),
                number(values, "confidence.prose"),
                number(values, "confidence.code"));
    }

    /** The level that a share, 0 to 1, of a criterion's indicators reaches. */
    int level(double share) {
        int level = 0;
        // Shares are sums of credits: a hair of rounding must not decide.
        while (level < levels.size() && share + 1e-9 >= levels.get(level)) {
            level++;
        }
        return level;
    }

    private static Ramp ramp(Properties values, String name) {
        return new Ramp(number(values, name + ".from"), number(values, name + ".full"));
    }

    private static double number(Properties values, String name) {
        var value = values.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("The calibration lacks " + name);
        }
        return Double.parseDouble(value.strip());
    }
}
