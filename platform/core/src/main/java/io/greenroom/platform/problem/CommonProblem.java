package io.greenroom.platform.problem;

/** Problems that every service can answer with. */
public enum CommonProblem implements ProblemType {
    MALFORMED_JSON(400, "The request body is not the JSON that was expected"),
    VALIDATION_FAILED(400, "The request breaks a rule"),
    UNAUTHORIZED(401, "Sign in first"),
    FORBIDDEN(403, "You may not do this"),
    NOT_FOUND(404, "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "This address does not answer to that method"),
    NOT_ACCEPTABLE(406, "The wanted media type is not on offer"),
    DEAD_LETTER_SETTLED(409, "The dead letter was decided on before"),
    DEAD_LETTER_NOT_REPLAYABLE(409, "The dead letter cannot be sent again"),
    BODY_TOO_LARGE(413, "The request body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The request body has the wrong media type"),
    REQUEST_REFUSED(400, "The request cannot be answered"),
    INTERNAL_ERROR(500, "Something went wrong on our side"),
    SERVICE_UNAVAILABLE(503, "The service cannot answer just now");

    private final Meaning meaning;

    CommonProblem(int status, String title) {
        this.meaning = new Meaning(status, title);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
