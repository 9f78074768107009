/**
 * What surrounds the questions: topics, collections, companies, loops, study plans, rounds and
 * guides, kept as files under {@code content/} and held in memory.
 */
@NullMarked
package io.greenroom.catalog.learn;

import org.jspecify.annotations.NullMarked;
