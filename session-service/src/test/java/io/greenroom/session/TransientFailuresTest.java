package io.greenroom.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.platform.event.TransientFailures;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which failures an event waits for, and which send it to the dead letters. */
class TransientFailuresTest {
    @ParameterizedTest
    @CsvSource({
        "57P01, true", // shut down by an administrator
        "57P03, true", // starting up
        "40P01, true", // deadlock
        "53300, true", // too many connections
        "25006, true", // demoted to read-only
        "23505, false", // unique violation
        "22021, false", // not a character
        "42P01, false" // no such table
    })
    void tellsByTheStateOfTheDatabase(String sqlState, boolean passes) {
        var failure = new PgException("said so", "ERROR", sqlState, null);
        assertThat(TransientFailures.isTransient(new IllegalStateException(failure)))
                .isEqualTo(passes);
    }

    @Test
    void aRefusedConnectionPassesAndABugDoesNot() {
        assertThat(TransientFailures.isTransient(new ConnectException("refused"))).isTrue();
        assertThat(TransientFailures.isTransient(new NullPointerException())).isFalse();
        assertThat(TransientFailures.isTransient(null)).isFalse();
    }
}
