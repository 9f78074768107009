package io.greenroom.gateway.login;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * What a person sees when a login did not work out. Nothing on these pages comes from the address.
 */
enum LoginPage {
    NOT_COMPLETED(
            200,
            "Sign-in was not completed",
            "It was cancelled, or the sign-in page lay open too long. Nothing has been lost."),
    UNAVAILABLE(
            503,
            "Sign-in is not available just now",
            "The sign-in service cannot be reached. Nothing has been lost; try again in a moment.");

    private static String html(String heading, String text) {
        return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%1$s · Greenroom</title>
        <link rel="stylesheet" href="/login-page.css">
        </head>
        <body>
        <main>
        <h1>%1$s</h1>
        <p>%2$s</p>
        <p><a href="/login">Try again</a> or <a href="/">go to the start page</a>.</p>
        </main>
        </body>
        </html>
        """
                .formatted(heading, text);
    }

    private final int status;
    private final String html;

    LoginPage(int status, String heading, String text) {
        this.status = status;
        this.html = html(heading, text);
    }

    void end(RoutingContext rc) {
        if (!rc.response().ended()) {
            rc.response()
                    .setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/html;charset=UTF-8")
                    .end(html);
        }
    }
}
