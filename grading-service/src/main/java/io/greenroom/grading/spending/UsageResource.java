package io.greenroom.grading.spending;

import io.greenroom.grading.provisional.ProvisionalGrades;
import io.greenroom.platform.Roles;
import io.greenroom.platform.problem.ProblemException;
import io.greenroom.platform.security.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What models cost: all of it for admins, their own for candidates. */
@Path("/api/grading/usage")
@Produces(MediaType.APPLICATION_JSON)
class UsageResource {
    private final UsageLog usage;
    private final Budgets budgets;
    private final ProvisionalGrades provisional;
    private final Caller caller;
    private final Clock clock;

    @Inject
    UsageResource(
            UsageLog usage,
            Budgets budgets,
            ProvisionalGrades provisional,
            Caller caller,
            Clock clock) {
        this.usage = usage;
        this.budgets = budgets;
        this.provisional = provisional;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @Operation(operationId = "readUsage")
    @RolesAllowed(Roles.ADMIN)
    @RunOnVirtualThread
    public UsageView readUsage(@QueryParam("month") @Nullable String month) {
        var wanted = month(month);
        return new UsageView(
                wanted.toString(),
                usage.total(wanted, null),
                usage.days(wanted, null),
                usage.graders(wanted),
                usage.candidates(wanted),
                budgets.ofTenant(),
                provisional.waiting());
    }

    @GET
    @Operation(operationId = "readOwnUsage")
    @Path("mine")
    @RolesAllowed(Roles.CANDIDATE)
    @RunOnVirtualThread
    public OwnUsageView readOwnUsage(@QueryParam("month") @Nullable String month) {
        var wanted = month(month);
        var me = caller.id();
        return new OwnUsageView(
                wanted.toString(),
                usage.total(wanted, me),
                usage.days(wanted, me),
                budgets.ofUser(me));
    }

    private YearMonth month(@Nullable String month) {
        if (month == null) {
            return YearMonth.now(clock.withZone(ZoneOffset.UTC));
        }
        try {
            return YearMonth.parse(month);
        } catch (DateTimeParseException e) {
            throw ProblemException.invalid("month", "month must be a month such as 2026-11.");
        }
    }
}
