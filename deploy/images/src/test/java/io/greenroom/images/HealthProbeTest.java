package io.greenroom.images;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class HealthProbeTest {

    @Test
    void takesAServiceForReadyThatSaysSo() throws IOException {
        assertThat(isReady(200)).isTrue();
    }

    @Test
    void takesAServiceForNotReadyThatSaysSo() throws IOException {
        assertThat(isReady(503)).isFalse();
    }

    @Test
    void saysWhyNobodyAnswers() throws IOException {
        int port;
        try (ServerSocket closedAgain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closedAgain.getLocalPort();
        }

        assertThat(HealthProbe.isReady(port)).isFalse();
        assertThat(HealthProbe.firstWords(port)).contains("Connection refused");
    }

    private static boolean isReady(int status) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext(
                "/q/health/ready",
                exchange -> {
                    exchange.sendResponseHeaders(status, -1);
                    exchange.close();
                });
        server.start();
        try {
            return HealthProbe.isReady(server.getAddress().getPort());
        } finally {
            server.stop(0);
        }
    }
}
