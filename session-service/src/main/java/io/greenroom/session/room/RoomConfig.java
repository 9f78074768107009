package io.greenroom.session.room;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How much a room takes, and for how long. */
@ConfigMapping(prefix = "greenroom.room")
interface RoomConfig {
    /** The longest frame that a client may send, in bytes. The board's pictures need most. */
    @WithDefault("524288")
    int frameBytes();

    /** How many frames a second a connection may send in the long run. */
    @WithDefault("60")
    int framesPerSecond();

    /** How many frames it may send at once. */
    @WithDefault("240")
    int frameBurst();

    /** How many bad frames end a connection. */
    @WithDefault("10")
    int badFrames();

    /** The longest document, in UTF-16 units. */
    @WithDefault("200000")
    int documentUnits();

    /** How many connections one room takes at an instance. */
    @WithDefault("32")
    int connections();

    /**
     * How much may wait to be sent to a connection, in bytes, before it is left to catch up by
     * itself.
     */
    @WithDefault("1048576")
    int queueBytes();

    /** How long a connection may take to say hello. */
    @WithDefault("10s")
    Duration helloWithin();

    /** After how long without any sign of life a connection is given up. */
    @WithDefault("60s")
    Duration silence();

    /**
     * How long a connection outlives the access token that it was opened with. Somebody whose
     * account is blocked stays so long at most.
     */
    @WithDefault("15m")
    Duration tokenGrace();

    /** How long a room that everybody has left stays in memory. */
    @WithDefault("30s")
    Duration linger();

    /**
     * After how many entries the state is kept, so that loading a room reads no more than these.
     */
    @WithDefault("1000")
    int snapshotEvery();

    /**
     * How long the database may leave a change of a room without an answer before the connection is
     * given up and another one tried. Whole seconds.
     */
    @WithDefault("10s")
    Duration databaseSilence();

    /** How often to look for what a lost signal would have told. */
    @WithDefault("5s")
    Duration sweep();

    /**
     * STUN and TURN servers for audio and video, e.g. `turn:turn.example.com:3478`, separated by
     * commas. Without one, people behind different firewalls may not reach each other.
     */
    Optional<List<String>> iceUrls();

    /** The account at the TURN server. */
    Optional<String> iceUsername();

    /** Its password. Every participant gets to see it. */
    Optional<String> iceCredential();

    /**
     * Instead of an account: the secret shared with the TURN server (coturn: `use-auth-secret`,
     * `static-auth-secret`). Every connection gets an account of its own, which ends.
     */
    Optional<String> iceSecret();

    /** How long such an account may be used to begin a call. */
    @WithDefault("12h")
    Duration iceAccountFor();
}
