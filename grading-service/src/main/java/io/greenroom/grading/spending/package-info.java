/** What asking language models may cost and what it did cost: budgets, prices, usage. */
@NullMarked
package io.greenroom.grading.spending;

import org.jspecify.annotations.NullMarked;
