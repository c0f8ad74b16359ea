package io.slime.metadata.freeze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.metadata.testing.MetadataForTests;
import io.slime.metadata.transaction.MetadataException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class FreezeIT {
    private static MetadataForTests rig;

    @BeforeAll
    static void open() {
        rig = MetadataForTests.open();
    }

    @AfterAll
    static void close() {
        rig.close();
    }

    @Test
    void aRestoreThatHasNotEndedIsNeitherTakenOverNorLifted() {
        FreezeTable freezes = rig.metadata().freezes();
        rig.metadata().settings().set(FreezeTable.SETTING, "\"" + FreezeTable.RESTORING + "\"");
        assertThat(freezes.begin("a store has seen a higher era")).isFalse();
        assertThatThrownBy(() -> freezes.lift(1, Optional.of(FreezeTable.RESTORING)))
                .isInstanceOf(MetadataException.Incompatible.class)
                .hasMessageContaining("restore again into an empty database");
        assertThat(freezes.reason()).contains(FreezeTable.RESTORING);
        rig.metadata().settings().set(FreezeTable.SETTING, "\"restored\"");
        assertThat(freezes.lift(1, Optional.empty()))
                .as("a freeze that began meanwhile")
                .isEmpty();
        assertThat(freezes.reason()).contains("restored");
        assertThat(freezes.lift(1, Optional.of("restored"))).isPresent();
        assertThat(freezes.reason()).isEmpty();
    }

    @Test
    void onlyAServerThatCannotTellWhichOneItIsIsAskedInVain() throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        rig.url().jdbc(),
                        rig.url().user().orElse(""),
                        rig.url().password().orElse(""));
                Statement statement = connection.createStatement()) {
            assertThat(FreezeTable.here(connection)).isPresent();
            statement.execute(
                    "CREATE SCHEMA other; CREATE FUNCTION other.pg_control_system(OUT system_identifier bigint) "
                            + "LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'of a test' USING ERRCODE = current_setting('other.state'); "
                            + "END $$; SET search_path = other, pg_catalog");
            for (String state : List.of("42501", "42883", "0A000")) {
                statement.execute("SET other.state = '" + state + "'");
                assertThat(FreezeTable.here(connection)).as(state).isEmpty();
            }
            for (String state : List.of("57014", "53200", "08006", "XX000")) {
                statement.execute("SET other.state = '" + state + "'");
                assertThatThrownBy(() -> FreezeTable.here(connection))
                        .as(state)
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isEqualTo(state));
            }
        }
    }
}
