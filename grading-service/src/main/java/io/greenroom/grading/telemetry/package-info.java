/** What an operator sees of grading: figures and spans, never an answer. */
@NullMarked
package io.greenroom.grading.telemetry;

import org.jspecify.annotations.NullMarked;
