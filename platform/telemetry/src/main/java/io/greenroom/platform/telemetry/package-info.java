/** What every service tells an operator: traces, log lines, its build, what it does without. */
@NullMarked
package io.greenroom.platform.telemetry;

import org.jspecify.annotations.NullMarked;
