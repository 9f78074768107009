/** Keycloak from its distribution, built once for PostgreSQL, with the realm of the suite. */
@NullMarked
package io.greenroom.local.keycloak;

import org.jspecify.annotations.NullMarked;
