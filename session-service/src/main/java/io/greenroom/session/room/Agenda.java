package io.greenroom.session.room;

import java.time.Duration;
import java.util.List;

/** What is planned, without what it is about: as much as a candidate may know beforehand. */
record Agenda(Duration length, List<Item> items) {
    Agenda {
        items = List.copyOf(items);
    }

    /** A question whose turn may come. */
    record Item(String id, int position, Duration length) {}
}
