package io.greenroom.catalog.question;

/**
 * A question as a pack brings it.
 *
 * @param id never changes
 * @param slug readable address, unique
 */
public record CuratedQuestion(String id, String slug, QuestionContent content) {}
