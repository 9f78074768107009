package io.greenroom.session.invitation;

/** What a mail tells. */
enum MailKind {
    INVITATION,
    UPDATE,
    CANCELLATION,

    /** They are no longer among the participants. */
    REMOVAL,

    /** What the panel found can be read. */
    RELEASE
}
