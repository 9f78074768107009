package io.greenroom.images;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The health check of an image: asks the service beside it whether it can serve. The images have no
 * shell and no curl; and it speaks HTTP over a bare socket because an HTTP client would load
 * hundreds of classes, each few seconds anew.
 */
public final class HealthProbe {

    /** Shorter than the health check's own limit, so that a hanging service is said as such. */
    private static final int PATIENCE_MILLIS = 4000;

    private static final byte[] REQUEST =
            "GET /q/health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final String OK = "HTTP/1.1 200";

    private HealthProbe() {}

    /** Ends with 0 when the service at {@code QUARKUS_HTTP_PORT} is ready, else with 1. */
    public static void main(String[] arguments) {
        String port = System.getenv("QUARKUS_HTTP_PORT");
        if (port == null) {
            System.out.println("QUARKUS_HTTP_PORT is not set");
            System.exit(1);
        }
        String answer = firstWords(Integer.parseInt(port));
        // Shown by `docker inspect`, as the reason.
        System.out.println(answer);
        System.exit(answer.equals(OK) ? 0 : 1);
    }

    /** What the service says first, or why it says nothing. */
    static String firstWords(int port) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            socket.getOutputStream().write(REQUEST);
            InputStream in = socket.getInputStream();
            return new String(in.readNBytes(OK.length()), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return e.toString();
        }
    }

    static boolean isReady(int port) {
        return firstWords(port).equals(OK);
    }
}
