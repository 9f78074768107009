package io.greenroom.platform.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.platform.event.PoisonEventException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CauseTest {
    private static final String FOREIGN = "io.vertx.pgclient.PgException";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERROR: null value violates a rule (23502) Failing row contains (1, secretword,"
                        + " x).",
                "ERROR: invalid input syntax for type uuid: \"secretword\" (22P02)",
                "could not execute statement [insert into t values ('secretword')]",
                "Detail: Key (name)=(secretword) already exists.",
                "ERROR: duplicate key, Key (name)=(secretword) exists",
                "Cannot parse {\"text\": secretword}",
                "Cannot parse `secretword`",
                "Cannot parse “secretword”"
            })
    void noValueOfAnEventIsInTheMessageOfOthers(String message) {
        assertThat(Cause.text(FOREIGN, message)).doesNotContain("secretword").isNotBlank();
    }

    @Test
    void ourOwnMessagesAreKeptWhole() {
        assertThat(
                        Cause.text(
                                PoisonEventException.class.getName(),
                                "The data of a \"x\" does not fit [Record]."))
                .isEqualTo("The data of a \"x\" does not fit [Record].");
    }

    @Test
    void deathsThatDifferOnlyInNumbersAreOfOneCause() {
        var one = Cause.of("t", "a.b.v1", FOREIGN, "deadlock of process 4711 at 12:30");
        var other = Cause.of("t", "a.b.v1", FOREIGN, "deadlock of process 12 at 09:00");

        assertThat(one.id()).isEqualTo(other.id());
        assertThat(one.failure()).isEqualTo("PgException");
    }

    @Test
    void anotherTopicTypeOrFailureIsAnotherCause() {
        var cause = Cause.of("t", "a.b.v1", FOREIGN, "no");

        assertThat(
                        Stream.of(
                                        cause,
                                        Cause.of("u", "a.b.v1", FOREIGN, "no"),
                                        Cause.of("t", "a.b.v2", FOREIGN, "no"),
                                        Cause.of("t", null, FOREIGN, "no"),
                                        Cause.of("t", "a.b.v1", null, "no"),
                                        Cause.of("t", "a.b.v1", FOREIGN, "yes"))
                                .map(Cause::id))
                .doesNotHaveDuplicates();
    }

    @Test
    void isNeverLongerThanAListCanShow() {
        assertThat(Cause.text(FOREIGN, "x ".repeat(5_000))).hasSizeLessThanOrEqualTo(300);
    }
}
