package io.greenroom.session.room;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The servers by which browsers find a way to each other, as they take them (RTCIceServer). */
final class IceServers {
    private IceServers() {}

    /**
     * Adds what is configured; nothing when there is none.
     *
     * @param participant who gets to see it
     */
    static void put(ArrayNode servers, RoomConfig config, UUID participant, Instant now) {
        var urls = config.iceUrls().orElseGet(List::of);
        if (urls.isEmpty()) {
            return;
        }
        var server = servers.addObject();
        urls.forEach(server.putArray("urls")::add);
        var secret = config.iceSecret();
        if (secret.isPresent()) {
            var name = now.plus(config.iceAccountFor()).getEpochSecond() + ":" + participant;
            server.put("username", name).put("credential", password(name, secret.get()));
        } else {
            config.iceUsername().ifPresent(name -> server.put("username", name));
            config.iceCredential().ifPresent(password -> server.put("credential", password));
        }
    }

    /**
     * The password of an account that a TURN server knows without having been told of it.
     *
     * @param name Unix time when it ends, a colon, and who it is for
     * @see <a href="https://datatracker.ietf.org/doc/html/draft-uberti-behave-turn-rest-00">A REST
     *     API for access to TURN services</a>
     */
    static String password(String name, String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), mac.getAlgorithm()));
            return Base64.getEncoder().encodeToString(mac.doFinal(name.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA1", e);
        }
    }
}
