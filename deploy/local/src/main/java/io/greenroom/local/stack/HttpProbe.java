package io.greenroom.local.stack;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks a local address whether, and with what, it answers. */
public final class HttpProbe {

    private static final int CONNECT_MILLIS = 500;
    private static final int READ_MILLIS = 1500;

    private HttpProbe() {}

    public static boolean isOk(String address) {
        return ask(address, connection -> "").isPresent();
    }

    /** What the address answers with 200; empty when it does not. */
    public static Optional<String> text(String address) {
        return ask(
                address,
                connection -> {
                    try (InputStream in = connection.getInputStream()) {
                        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
                    }
                });
    }

    private interface Reader {
        String read(HttpURLConnection connection) throws IOException;
    }

    private static Optional<String> ask(String address, Reader reader) {
        HttpURLConnection connection = null;
        try {
            connection = (HttpURLConnection) URI.create(address).toURL().openConnection();
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(READ_MILLIS);
            connection.setInstanceFollowRedirects(false);
            return connection.getResponseCode() == 200
                    ? Optional.of(reader.read(connection))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } finally {
            if (connection != null) {
                connection.disconnect();
            }
        }
    }
}
