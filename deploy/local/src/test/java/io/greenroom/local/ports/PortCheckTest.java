package io.greenroom.local.ports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortCheckTest {

    @Test
    void seesAPortThatIsListenedOnAndItsOwner() throws IOException {
        try (ServerSocket server = listen("127.0.0.1")) {
            int port = server.getLocalPort();

            assertThat(PortCheck.isTaken(port)).isTrue();
            assertThat(PortOwner.pid(port)).contains(ProcessHandle.current().pid());
            assertThat(PortOwner.describe(port))
                    .hasValueSatisfying(
                            text ->
                                    assertThat(text)
                                            .contains(
                                                    String.valueOf(ProcessHandle.current().pid())));
        }
    }

    @Test
    void seesAServerOnAllInterfaces() throws IOException {
        try (ServerSocket server = listen("0.0.0.0")) {
            assertThat(PortCheck.isTaken(server.getLocalPort())).isTrue();
        }
    }

    @Test
    void aClosedPortIsFree() throws IOException {
        int port;
        try (ServerSocket server = listen("127.0.0.1")) {
            port = server.getLocalPort();
        }

        assertThat(PortCheck.isTaken(port)).isFalse();
        assertThat(PortOwner.pid(port)).isEmpty();
    }

    private static ServerSocket listen(String address) throws IOException {
        return new ServerSocket(0, 1, InetAddress.ofLiteral(address));
    }
}
