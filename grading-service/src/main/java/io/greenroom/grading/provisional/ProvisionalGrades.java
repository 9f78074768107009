package io.greenroom.grading.provisional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The attempts that a stand-in graded, kept in the database so that no kill loses one. Who grades
 * one again holds it by a lease, which runs out. Times are the database's. Blocks.
 */
@ApplicationScoped
public class ProvisionalGrades {
    private final DataSource database;

    @Inject
    ProvisionalGrades(DataSource database) {
        this.database = database;
    }

    /**
     * One that waits.
     *
     * @param tries how often it was graded again and no grade came of it
     * @param age since it began to wait
     */
    public record Waiting(UUID attemptId, UUID lease, int tries, Duration age) {}

    /** How many attempts wait to be graded again. */
    public int waiting() {
        return query("select count(*) from provisional_grade where not given_up");
    }

    /**
     * Takes up the attempts whose grade is provisional, and lets go of those whose grade no longer
     * is, whoever changed it.
     *
     * @param after how long after its grade an attempt is due
     */
    public void takeUp(Duration after) {
        update(
                """
                insert into provisional_grade (attempt_id, due_at)
                select attempt_id, decided_at + ? * interval '1 millisecond' from attempt_grade counts
                where provisional and not exists (
                    select from attempt_grade later
                    where later.attempt_id = counts.attempt_id and later.sequence > counts.sequence)
                on conflict (attempt_id) do nothing
                """,
                after.toMillis());
        update(
                """
                delete from provisional_grade waiting
                where not (select provisional from attempt_grade
                    where attempt_id = waiting.attempt_id order by sequence desc limit 1)
                """);
    }

    /** The one that has been due longest, held for that long; empty when none is due. */
    public Optional<Waiting> claim(Duration length) {
        var sql =
                """
                update provisional_grade
                set lease = ?, due_at = now() + ? * interval '1 millisecond'
                where attempt_id = (
                    select attempt_id from provisional_grade
                    where not given_up and due_at <= now()
                    order by due_at
                    limit 1
                    for update skip locked)
                returning attempt_id, tries, extract(epoch from now() - created_at) as age
                """;
        var lease = UUID.randomUUID();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, lease);
            statement.setLong(2, length.toMillis());
            try (var row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new Waiting(
                                        row.getObject("attempt_id", UUID.class),
                                        lease,
                                        row.getInt("tries"),
                                        Duration.ofSeconds(row.getLong("age"))))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Holds it longer. */
    public void renew(Waiting held, Duration length) {
        update(
                "update provisional_grade set due_at = now() + ? * interval '1 millisecond' where"
                        + " attempt_id = ? and lease = ?",
                length.toMillis(),
                held.attemptId(),
                held.lease());
    }

    /**
     * Gives it back for a while.
     *
     * @param tried whether it was graded, in vain
     */
    public void postpone(Waiting held, Duration pause, boolean tried) {
        update(
                "update provisional_grade set lease = null, tries = tries + ?, due_at = now() + ? *"
                        + " interval '1 millisecond' where attempt_id = ? and lease = ?",
                tried ? 1 : 0,
                pause.toMillis(),
                held.attemptId(),
                held.lease());
    }

    /** The provisional grade stays. */
    public void giveUp(Waiting held) {
        update(
                "update provisional_grade set lease = null, given_up = true where attempt_id = ?"
                        + " and lease = ?",
                held.attemptId(),
                held.lease());
    }

    /** It is graded. */
    public void done(Waiting held) {
        update(
                "delete from provisional_grade where attempt_id = ? and lease = ?",
                held.attemptId(),
                held.lease());
    }

    private void update(String sql, Object... parameters) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private int query(String sql) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql);
                var result = statement.executeQuery()) {
            result.next();
            return result.getInt(1);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static IllegalStateException failed(SQLException e) {
        return new IllegalStateException("Provisional grades cannot be reached", e);
    }
}
