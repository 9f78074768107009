package io.greenroom.local.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void anOptionWinsOverTheEnvironmentAndBothOverTheOffset() {
        Ports ports =
                Ports.choose(
                        Map.of(Port.GATEWAY, 9001),
                        100,
                        Map.of("GREENROOM_GATEWAY_PORT", "9002", "GREENROOM_CATALOG_PORT", "9003"));

        assertThat(ports.of(Port.GATEWAY)).isEqualTo(9001);
        assertThat(ports.of(Port.CATALOG)).isEqualTo(9003);
        assertThat(ports.of(Port.SESSION)).isEqualTo(8182);
    }

    @Test
    void theOffsetOfTheEnvironmentMovesAllPorts() {
        Ports ports = Ports.choose(Map.of(), null, Map.of("GREENROOM_PORTS_OFFSET", "20000"));

        for (Port port : Port.values()) {
            assertThat(ports.of(port)).isEqualTo(port.standard() + 20000);
        }
    }

    @Test
    void refusesOnePortForTwoParts() {
        assertThatThrownBy(() -> Ports.choose(Map.of(Port.GATEWAY, 8081), null, Map.of()))
                .hasMessageContaining("8081")
                .hasMessageContaining("gateway")
                .hasMessageContaining("catalog");
    }

    @Test
    void refusesWhatIsNoPort() {
        assertThatThrownBy(() -> Ports.choose(Map.of(), 60000, Map.of()))
                .hasMessageContaining("65535");
        assertThatThrownBy(
                        () -> Ports.choose(Map.of(), null, Map.of("GREENROOM_KAFKA_PORT", "many")))
                .hasMessageContaining("GREENROOM_KAFKA_PORT")
                .hasMessageContaining("many");
    }

    @Test
    void survivesBeingWrittenDown() {
        Ports ports = Ports.choose(Map.of(), 7, Map.of());

        assertThat(Ports.fromMap(ports.asMap())).isEqualTo(ports);
    }

    @Test
    void theStandardPortsAreDifferent() {
        assertThat(new HashSet<>(Ports.standard().numbers().values()))
                .hasSize(Port.values().length);
    }
}
