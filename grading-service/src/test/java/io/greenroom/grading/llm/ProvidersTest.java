package io.greenroom.grading.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProvidersTest {
    @Test
    void withoutAProviderNothingIsNeededAndNobodyAsked() {
        assertThat(Providers.connect(TestSettings.of(Map.of()), Clock.systemUTC())).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "ollama"})
    void aProviderWithWhatItNeedsIsTaken(String provider) {
        var settings = Map.of("provider", provider, "model", "m", "api-key", "k");

        assertThat(Providers.connect(TestSettings.of(settings), Clock.systemUTC())).isNotNull();
    }

    @Test
    void aServerOfOnesOwnNeedsNoKey() {
        for (var provider : new String[] {"openai", "ollama"}) {
            var settings =
                    Map.of("provider", provider, "model", "m", "base-url", "http://localhost:1");

            assertThat(Providers.connect(TestSettings.of(settings), Clock.systemUTC())).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "model, ''",
        "api-key, ''",
        "base-url, localhost:11434",
        "base-url, ftp://host/",
        "timeout, 0s",
        "tries, 0",
        "breaker-calls, 1",
        "breaker-delay, 0s",
        "concurrent-calls, 0",
        "waiting-calls, 0",
        "group-size, 0",
        "samples, 0",
        "samples, 10",
        "output-tokens, 5",
        "exemplars, -1",
        "input-price, 5",
        "output-price, -1",
        "temperature, 3"
    })
    void whatIsSetWronglyIsSaidByItsName(String setting, String value) {
        var settings = new HashMap<>(Map.of("provider", "anthropic", "model", "m", "api-key", "k"));
        settings.put(setting, value);

        assertThatThrownBy(() -> Providers.connect(TestSettings.of(settings), Clock.systemUTC()))
                .hasMessageContaining("greenroom.llm.")
                .hasMessageContaining(setting.replace("output-price", "-price"));
    }

    @Test
    void aProviderThatDoesNotExistIsSaid() {
        assertThatThrownBy(() -> TestSettings.of(Map.of("provider", "openia")))
                .hasMessageContaining("greenroom.llm.provider")
                .hasMessageContaining("openia");
    }
}
