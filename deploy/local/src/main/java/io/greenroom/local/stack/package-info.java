/**
 * The parts of the local stack, and the order, patience and honesty with which they start and stop.
 */
@NullMarked
package io.greenroom.local.stack;

import org.jspecify.annotations.NullMarked;
