package io.greenroom.grading.review;

/**
 * Who looks.
 *
 * @param name as other reviewers and admins see it
 */
record Reviewer(String id, String name, boolean admin) {}
