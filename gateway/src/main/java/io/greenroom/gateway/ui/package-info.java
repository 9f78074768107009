/** The web UI: index.html with a fresh nonce for the landing page and every client-side route. */
@NullMarked
package io.greenroom.gateway.ui;

import org.jspecify.annotations.NullMarked;
