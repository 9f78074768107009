package io.greenroom.grading.provisional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The attempts that a stand-in graded. Blocks. */
@ApplicationScoped
public class ProvisionalGrades {
    private final DataSource database;

    @Inject
    ProvisionalGrades(DataSource database) {
        this.database = database;
    }

    /** How many attempts wait to be graded again. */
    public int waiting() {
        try (var connection = database.getConnection();
                var statement =
                        connection.prepareStatement("select count(*) from provisional_grade");
                var result = statement.executeQuery()) {
            result.next();
            return result.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException("Provisional grades cannot be counted", e);
        }
    }
}
