package io.greenroom.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What helm itself says of the chart, and of values that do not fit its schema. */
class ChartLintTest {

    @ParameterizedTest
    @MethodSource("io.greenroom.helm.Chart#valueSets")
    void helmFindsNothingWrong(String set) {
        var said =
                Tools.run(
                        Path.of("."),
                        List.of(
                                Tools.helm().toString(),
                                "lint",
                                "--strict",
                                Chart.HOME.toString(),
                                "--values",
                                Chart.values(set).toString()));
        assertThat(said.status()).as(said.out() + said.errors()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gateway.replicas=3",
                "services.gateway.replica=3",
                "services.gateway.replicas=many",
                "services.mail-service.replicas=1",
                "services.gateway.autoscaling.enabled=perhaps",
                "database.kind=somewhere",
                "kafka.external.protocol=SASL_PLAINTEXT",
                "publicOrigin=greenroom.example.com",
                "image.tag=latest"
            })
    void valuesThatMeanNothingAreRefused(String value) {
        var said = Chart.template(Chart.HOME, List.of("--set", value));
        assertThat(said.status()).as(value).isNotZero();
        assertThat(said.errors()).contains("values don't meet the specifications of the schema");
    }
}
