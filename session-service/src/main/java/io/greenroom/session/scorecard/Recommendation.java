package io.greenroom.session.scorecard;

/** What an interviewer would do with the candidate, were it a real interview. */
enum Recommendation {
    STRONG_HIRE,
    HIRE,
    NO_HIRE,
    STRONG_NO_HIRE
}
