package io.greenroom.session.mock;

import io.greenroom.platform.security.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who asks to be let in.
 *
 * @param personId the token's subject
 * @param account the name that they sign in with, in lower case
 * @param email their verified e-mail address, in lower case, if there is one
 */
public record Visitor(String personId, String account, @Nullable String email) {
    public static Visitor of(Caller caller) {
        return of(caller.id(), caller.name(), caller.email());
    }

    public static Visitor of(String personId, String name, @Nullable String email) {
        return new Visitor(
                personId,
                name.toLowerCase(Locale.ROOT),
                email == null ? null : email.toLowerCase(Locale.ROOT));
    }

    /**
     * What they may have been invited by. An address counts only when it is verified, even if it is
     * their account's name: anybody could have signed up with it.
     */
    public List<String> accounts() {
        var accounts = new ArrayList<String>();
        if (!account.contains("@")) {
            accounts.add(account);
        }
        if (email != null) {
            accounts.add(email);
        }
        return accounts;
    }

    /** Who it is is personal and never printed. */
    @Override
    public String toString() {
        return "Visitor[" + personId + "]";
    }
}
