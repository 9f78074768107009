package io.greenroom.gateway.login;

/** Who makes a request. */
public sealed interface Caller {
    /**
     * Nobody that we know: no session, an expired one, or a token that does not hold.
     *
     * @param reason why, for a person
     */
    record Anonymous(String reason) implements Caller {}

    /**
     * A user.
     *
     * @param subject the identity provider's id of the user
     * @param accessToken what the services are called with
     * @param byCookie whether the browser sent the credentials by itself, so that the request may
     *     be forged by another site
     */
    record SignedIn(String subject, String accessToken, boolean byCookie) implements Caller {
        @Override
        public String toString() {
            return "SignedIn[" + subject + "]";
        }
    }
}
