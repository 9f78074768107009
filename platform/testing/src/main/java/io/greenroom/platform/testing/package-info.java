/** Real PostgreSQL and Kafka, signed tokens, contract and architecture checks for tests. */
@NullMarked
package io.greenroom.platform.testing;

import org.jspecify.annotations.NullMarked;
