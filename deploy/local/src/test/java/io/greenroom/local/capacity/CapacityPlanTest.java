package io.greenroom.local.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CapacityPlanTest {
    private static final Path PAGE = Path.of("../../docs/capacity.md");

    private static final Pattern MEASURED = Pattern.compile("^(cost|size)\\.");
    private static final long[] SIZES = {1_000, 10_000, 100_000, 1_000_000};

    private final Properties inputs = CapacityPlan.published();

    /** {@code -Dcapacity.write=true} writes it anew. */
    @Test
    void thePageHasTheNumbersOfTheProgram() throws IOException {
        var page = Files.readString(PAGE);
        var now = page;
        now = with(now, "| people a month |", CapacityPlan.table(inputs, SIZES));
        now = with(now, "| what is full |", CapacityPlan.limits(inputs));
        now = with(now, "cost.answer.catalog=", costs());
        if (Boolean.getBoolean("capacity.write")) {
            Files.writeString(PAGE, now);
            page = now;
        }

        assertThat(page).isEqualTo(now);
    }

    /** What was measured, a line each. */
    private String costs() {
        return new TreeMap<>(inputs)
                .entrySet().stream()
                        .filter(line -> MEASURED.matcher(line.getKey().toString()).find())
                        .map(line -> line + "\n")
                        .collect(Collectors.joining());
    }

    /** The page with the block that begins so replaced, up to an empty line or a fence. */
    private static String with(String page, String beginning, String block) {
        int begin = page.indexOf("\n" + beginning) + 1;
        assertThat(begin).as(beginning).isPositive();
        var end = Pattern.compile("\n(?=\n|```)").matcher(page);
        assertThat(end.find(begin)).isTrue();
        return page.substring(0, begin) + block + page.substring(end.end());
    }

    @Test
    void whatIsMeasuredIsMoreThanNothing() {
        assertThat(inputs).isNotEmpty();
        inputs.stringPropertyNames().stream()
                .filter(name -> MEASURED.matcher(name).find())
                .forEach(
                        name ->
                                assertThat(Double.parseDouble(inputs.getProperty(name)))
                                        .as(name)
                                        .isPositive());
    }

    @Test
    void whatIsFullFirstStandsFirst() {
        inputs.setProperty("machine.commits-per-second", "1");

        assertThat(CapacityPlan.limits(inputs).lines().skip(2).findFirst())
                .hasValueSatisfying(line -> assertThat(line).contains("commits"));
    }

    @Test
    void twiceThePeopleNeedTwiceTheCores() {
        inputs.setProperty("machine.least", "1");
        inputs.setProperty("cost.read.gateway", "1000");

        assertThat(gateways(100_000)).isBetween(1.9 * gateways(50_000), 2.1 * gateways(50_000));
    }

    @Test
    void aFewPeopleStillGetTwoOfEverything() {
        assertThat(gateways(10)).isEqualTo(2);
    }

    private double gateways(long people) {
        return CapacityPlan.table(inputs, people)
                .lines()
                .filter(line -> line.startsWith("| gateway: instances"))
                .map(line -> line.split("\\|")[2].strip().replace(",", ""))
                .mapToDouble(Double::parseDouble)
                .findFirst()
                .orElseThrow();
    }
}
