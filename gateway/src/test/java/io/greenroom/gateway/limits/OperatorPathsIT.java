package io.greenroom.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.greenroom.gateway.testsupport.Browser;
import io.greenroom.gateway.testsupport.StubWorld;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(StubWorld.class)
class OperatorPathsIT {
    private final Browser client = new Browser();

    @Test
    void aCollectorNextDoorReadsTheMetrics() {
        assertThat(client.get("/q/metrics").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/q/metrics, X-Forwarded-For, 10.0.0.7",
        "/q/metrics, Forwarded, for=10.0.0.7",
        "/q/metrics/, X-Real-IP, 10.0.0.7",
        "/q/%6detrics, X-Forwarded-For, 10.0.0.7",
        "//q/metrics, X-Forwarded-For, 10.0.0.7",
        "/q/./metrics, X-Forwarded-For, 10.0.0.7"
    })
    void whatCameThroughAProxyFindsNothing(String path, String header, String value) {
        assertThat(client.get(path, header, value).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "::1, true",
        "10.1.2.3, true",
        "192.168.0.9, true",
        "172.16.4.4, true",
        "100.64.0.1, true",
        "100.127.255.254, true",
        "100.63.255.255, false",
        "100.128.0.1, false",
        "fd00::7, true",
        "fe80::1, true",
        "8.8.8.8, false",
        "172.32.0.1, false",
        "2001:db8::1, false"
    })
    void knowsPrivateAddresses(String address, boolean expected) {
        assertThat(OperatorPaths.isPrivate(address)).isEqualTo(expected);
    }
}
