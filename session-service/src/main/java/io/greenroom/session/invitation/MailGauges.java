package io.greenroom.session.invitation;

import io.greenroom.platform.metrics.DatabaseGauges;
import io.greenroom.platform.telemetry.Restrictions;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;

/** How much mail waits, and whether that is the mail server's doing. */
@ApplicationScoped
class MailGauges {
    private static final String FAILING = "greenroom_mail_failing";

    private final DatabaseGauges gauges;
    private final Restrictions restrictions;

    @Inject
    MailGauges(DatabaseGauges gauges, Restrictions restrictions) {
        this.gauges = gauges;
        this.restrictions = restrictions;
    }

    void watch(@Observes StartupEvent event) {
        gauges.watch(
                Map.of(
                        "greenroom_mail_waiting",
                        "Mail that has not left yet",
                        FAILING,
                        "Mail among it that the mail server did not take at first",
                        "greenroom_mail_oldest_seconds",
                        "How long the oldest of it has waited"),
                """
                select count(*) as greenroom_mail_waiting,
                    count(*) filter (where tries > 0) as greenroom_mail_failing,
                    coalesce(extract(epoch from now() - min(created_at)), 0) as greenroom_mail_oldest_seconds
                from mail where due_at is not null
                """);
        restrictions.watch("mail", () -> gauges.last(FAILING) > 0);
    }
}
