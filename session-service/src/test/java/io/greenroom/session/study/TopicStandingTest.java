package io.greenroom.session.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicStandingTest {
    @ParameterizedTest
    @CsvSource({
        // One answer just below is no pattern; one far below, or many, are.
        "1, 55, false",
        "1, 40, true",
        "4, 220, true",
        "3, 195, false",
        "10, 900, false"
    })
    void fewAnswersSayLittle(int answers, long sum, boolean weak) {
        assertThat(new TopicStanding("rag", answers, sum).isWeak()).isEqualTo(weak);
    }

    @Test
    void theWeakestComesFirst() {
        var rag = new TopicStanding("rag", 2, 80);
        var agents = new TopicStanding("agents", 2, 20);
        var serving = new TopicStanding("serving", 2, 180);

        assertThat(TopicStanding.weak(List.of(rag, serving, agents))).containsExactly(agents, rag);
    }
}
