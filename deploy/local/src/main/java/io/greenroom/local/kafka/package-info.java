/** One Kafka broker in KRaft mode, and the topics of the suite. */
@NullMarked
package io.greenroom.local.kafka;

import org.jspecify.annotations.NullMarked;
