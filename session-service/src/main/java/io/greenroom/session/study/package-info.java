/**
 * What helps a person to practise the right thing: bookmarks, a study plan with a date, and what to
 * do next. Reads attempts and published questions, writes neither.
 */
@NullMarked
package io.greenroom.session.study;

import org.jspecify.annotations.NullMarked;
