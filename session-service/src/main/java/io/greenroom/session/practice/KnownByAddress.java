package io.greenroom.session.practice;

import io.smallrye.mutiny.Uni;

/**
 * Holds data of people that are known by nothing but an e-mail address yet. The event that says
 * whose data is to be deleted carries no address, so that what is theirs must be theirs before.
 */
public interface KnownByAddress {
    /** Makes it that person's, in the transaction under way. The address is verified. */
    Uni<Void> claim(String personId, String address);
}
