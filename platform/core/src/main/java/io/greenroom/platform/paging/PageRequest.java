package io.greenroom.platform.paging;

import io.greenroom.platform.problem.ProblemException;

/**
 * The page that a caller asks for.
 *
 * @param number counted from 0
 * @param size 1 to 100
 */
public record PageRequest(int number, int size) {
    /** Deeper pages are refused: the database would walk over all that is before them. */
    private static final int DEEPEST_ITEM = 100_000;

    public PageRequest {
        if (size < 1 || size > 100) {
            throw ProblemException.invalid("size", "size must be from 1 to 100.");
        }
        if (number < 0 || (long) number * size > DEEPEST_ITEM) {
            throw ProblemException.invalid(
                    "page",
                    "page must be 0 or more, and not deeper than " + DEEPEST_ITEM + " items.");
        }
    }

    /** The page as query parameters name it; what is no number is a validation problem. */
    public static PageRequest of(String page, String size) {
        return new PageRequest(number("page", page), number("size", size));
    }

    private static int number(String name, String value) {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw ProblemException.invalid(name, name + " must be a number.");
        }
    }

    /** How many items come before this page. */
    public int offset() {
        return number * size;
    }
}
