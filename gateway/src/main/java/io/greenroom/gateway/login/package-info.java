/**
 * Who is calling: browser sessions, bearer tokens, login, logout, and the refusal of cross-site
 * requests.
 */
@NullMarked
package io.greenroom.gateway.login;

import org.jspecify.annotations.NullMarked;
