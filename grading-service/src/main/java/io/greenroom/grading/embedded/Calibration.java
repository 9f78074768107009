package io.greenroom.grading.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * From where on a passage shows a statement, to choose evidence and find red flags: a small
 * versioned resource, each value explained there.
 */
record Calibration(
        double words,
        Ramp prose,
        Ramp code,
        Ramp reference,
        double deniedKeeps,
        double flagCommitted,
        double flagOmitted,
        double flagMadeGood,
        double vagueEstimate,
        double vagueFigures) {

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
        return load("evidence-3");
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
                number(values, "likeness.words"),
                ramp(values, "prose"),
                ramp(values, "code"),
                ramp(values, "reference"),
                number(values, "denied.keeps"),
                number(values, "flag.committed"),
                number(values, "flag.omitted"),
                number(values, "flag.made-good"),
                number(values, "vague.estimate"),
                number(values, "vague.figures"));
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
