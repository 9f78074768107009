/** PostgreSQL from binaries of Maven Central, with durable settings and one database a service. */
@NullMarked
package io.greenroom.local.postgres;

import org.jspecify.annotations.NullMarked;
