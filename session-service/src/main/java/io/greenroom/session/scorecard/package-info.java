/** What the panel thinks of a mock session: blind scorecards, reconciliation, release, report. */
@NullMarked
package io.greenroom.session.scorecard;

import org.jspecify.annotations.NullMarked;
