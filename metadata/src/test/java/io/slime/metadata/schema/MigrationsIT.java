package io.slime.metadata.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.metadata.Metadata;
import io.slime.metadata.MetadataConfig;
import io.slime.metadata.MetadataUrl;
import io.slime.metadata.embedded.OtherPostgres;
import io.slime.metadata.testing.PostgresForTests;
import io.slime.metadata.transaction.MetadataException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class MigrationsIT {
    private static final String SCHEMA = "SELECT table_name || '.' || column_name || ' ' || data_type "
            + "FROM information_schema.columns WHERE table_schema = 'slime' ORDER BY 1";
    private static final String APPLIED =
            "SELECT number || ' ' || name || ' ' || applied FROM slime.migration ORDER BY 1";

    @Test
    void openingAgainChangesNothing() throws SQLException {
        MetadataUrl url = PostgresForTests.freshDatabase();
        UUID cluster = open(url);
        List<String> schema = query(url, SCHEMA);
        List<String> applied = query(url, APPLIED);
        assertThat(schema).anyMatch(column -> column.startsWith("object.path"));
        assertThat(open(url)).isEqualTo(cluster);
        assertThat(query(url, SCHEMA)).isEqualTo(schema);
        assertThat(query(url, APPLIED)).isEqualTo(applied);
    }

    @Test
    void manyGatewaysThatStartAtOnceMakeOneCluster() throws Exception {
        MetadataUrl url = PostgresForTests.freshDatabase();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<UUID>> opened = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                opened.add(threads.submit(() -> open(url)));
            }
            List<UUID> clusters = new ArrayList<>();
            for (Future<UUID> each : opened) {
                clusters.add(each.get());
            }
            assertThat(clusters).containsOnly(clusters.getFirst());
        }
        assertThat(query(url, "SELECT id::text FROM slime.cluster")).hasSize(1);
    }

    @Test
    void aNewerSchemaIsRefused() throws SQLException {
        MetadataUrl url = PostgresForTests.freshDatabase();
        open(url);
        execute(url, "INSERT INTO slime.migration (number, name) VALUES (99, 'of the future')");
        assertThatThrownBy(() -> open(url))
                .isInstanceOf(MetadataException.Incompatible.class)
                .hasMessageContaining("schema 99")
                .hasMessageContaining("use the release that wrote it");
    }

    @Test
    void anotherEncodingIsRefused() throws SQLException {
        MetadataUrl server = PostgresForTests.freshDatabase();
        execute(server, "CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'");
        MetadataUrl url = sibling(server, "latin");
        assertThatThrownBy(() -> open(url))
                .isInstanceOf(MetadataException.Incompatible.class)
                .hasMessageContaining("LATIN1")
                .hasMessageContaining("UTF8");
        assertThat(query(url, "SELECT nspname FROM pg_namespace WHERE nspname = 'slime'"))
                .isEmpty();
    }

    @Test
    void aServerThatWouldLoseWritesIsRefused() throws Exception {
        try (OtherPostgres server = OtherPostgres.start(OtherPostgres.embeddedPrograms(), "fsync=off")) {
            assertThatThrownBy(() -> open(server.url("postgres")))
                    .isInstanceOf(MetadataException.Incompatible.class)
                    .hasMessageContaining("fsync");
        }
    }

    @Test
    void whatCannotBeOpenedIsUnavailableAndTheServersReasonIsTold() {
        MetadataUrl url = PostgresForTests.freshDatabase();
        assertThatThrownBy(() -> open(sibling(url, "nowhere")))
                .isInstanceOf(MetadataException.Unavailable.class)
                .hasMessageContaining("database \"nowhere\" does not exist");
    }

    @Test
    void sessionsAreSetUpWhateverTheDatabaseSays() throws SQLException {
        MetadataUrl url = PostgresForTests.freshDatabase();
        String name = url.jdbc().substring(url.jdbc().lastIndexOf('/') + 1);
        execute(url, "ALTER DATABASE " + name + " SET synchronous_commit = off");
        execute(url, "ALTER DATABASE " + name + " SET default_transaction_read_only = off");
        execute(url, "ALTER DATABASE " + name + " SET statement_timeout = 0");
        execute(url, "ALTER DATABASE " + name + " SET timezone = 'Asia/Kolkata'");
        try (Metadata metadata = Metadata.open(MetadataConfig.of(url))) {
            String show = "SELECT current_setting('synchronous_commit') || ' ' || current_setting('statement_timeout') "
                    + "|| ' ' || current_setting('timezone') || ' ' || current_setting('transaction_isolation')";
            assertThat(metadata.transactions().<String>look(connection -> only(connection, show)))
                    .isEqualTo("on 30s UTC serializable");
            assertThat(metadata.transactions().<String>statement(connection -> only(connection, show)))
                    .isEqualTo("on 30s UTC read committed");
        }
    }

    private static UUID open(MetadataUrl url) {
        try (Metadata metadata = Metadata.open(MetadataConfig.of(url))) {
            return metadata.cluster();
        }
    }

    private static MetadataUrl sibling(MetadataUrl url, String database) {
        String jdbc = url.jdbc();
        return new MetadataUrl(jdbc.substring(0, jdbc.lastIndexOf('/') + 1) + database, url.user(), url.password());
    }

    private static void execute(MetadataUrl url, String sql) throws SQLException {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> query(MetadataUrl url, String sql) throws SQLException {
        try (Connection connection = connect(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> list = new ArrayList<>();
            while (rows.next()) {
                list.add(rows.getString(1));
            }
            return list;
        }
    }

    private static String only(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(MetadataUrl url) throws SQLException {
        return DriverManager.getConnection(
                url.jdbc(), url.user().orElse(""), url.password().orElse(""));
    }
}
