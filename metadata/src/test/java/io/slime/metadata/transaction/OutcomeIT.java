package io.slime.metadata.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.slime.metadata.Metadata;
import io.slime.metadata.publish.Precondition;
import io.slime.metadata.publish.PublishResult;
import io.slime.metadata.testing.MetadataForTests;
import io.slime.metadata.testing.PostgresForTests;
import io.slime.metadata.transaction.LossyWire.Loss;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever is lost around a COMMIT: the caller gets a definite answer, and the change is there exactly once or not at all. */
final class OutcomeIT {
    private static LossyWire wire;
    private static MetadataForTests rig;

    @BeforeAll
    static void open() throws IOException {
        wire = new LossyWire(PostgresForTests.freshDatabase());
        rig = MetadataForTests.open(wire.url());
    }

    @AfterAll
    static void close() throws IOException {
        rig.close();
        wire.close();
    }

    @Test
    void aLostAnswerToACommitThatHappenedIsFoundOut() {
        assertThat(publishOnce("answer", Loss.ANSWER)).isInstanceOf(PublishResult.Published.class);
        assertThat(order("answer")).isEqualTo(1);
    }

    @Test
    void aLostCommitIsFoundOutAndDoneAgain() {
        assertThat(publishOnce("commit", Loss.COMMIT)).isInstanceOf(PublishResult.Published.class);
        assertThat(order("commit")).isEqualTo(1);
    }

    @Test
    void aTransactionLeftOpenInSilenceIsWaitedForAndCanNeverCommit() {
        assertThat(publishOnce("silence", Loss.SILENCE)).isInstanceOf(PublishResult.Published.class);
        assertThat(order("silence")).isEqualTo(1);
    }

    @Test
    void workRunsTwiceOnlyIfItDidNotCommit() {
        for (Loss loss : new Loss[] {Loss.ANSWER, Loss.COMMIT}) {
            AtomicInteger runs = new AtomicInteger();
            String name = "counter-" + loss;
            wire.lose(loss);
            rig.metadata().transactions().write(connection -> {
                runs.incrementAndGet();
                return Sql.update(
                        connection,
                        "INSERT INTO slime.setting (name, value) VALUES (?, '1') ON CONFLICT (name) "
                                + "DO UPDATE SET value = to_jsonb(setting.value::int + 1)",
                        name);
            });
            assertThat(wire.lost()).isTrue();
            assertThat(rig.metadata().settings().get(name)).hasValue("1");
            assertThat(runs.get()).isEqualTo(loss == Loss.ANSWER ? 1 : 2);
        }
    }

    @Test
    void whatATaskDidIsCountedOnce() {
        for (Loss loss : new Loss[] {Loss.ANSWER, Loss.COMMIT}) {
            wire.lose(loss);
            rig.metadata().tasks().count("task-" + loss, 1, 10);
            assertThat(wire.lost()).isTrue();
            assertThat(rig.metadata().tasks().find("task-" + loss))
                    .hasValueSatisfying(task -> assertThat(task.progress()).isEqualTo("{\"done\": 1, \"bytes\": 10}"));
        }
    }

    @Test
    void aBackendThatIsTerminatedInTheMiddleCostsARetry() {
        AtomicInteger runs = new AtomicInteger();
        int done = rig.metadata().transactions().write(connection -> {
            int changed = Sql.update(connection, "INSERT INTO slime.setting (name, value) VALUES ('once', '1')");
            if (runs.incrementAndGet() == 1) {
                terminateAllBut();
            }
            return changed;
        });
        assertThat(done).isEqualTo(1);
        assertThat(runs.get()).isEqualTo(2);
    }

    @Test
    void anAbortIsRemembered() {
        wire.lose(Loss.COMMIT);
        rig.put("remembered");
        long aborted = rig.metadata()
                .transactions()
                .<Long>statement(connection -> Sql.only(
                        connection, "SELECT count(*) FROM slime.outcome WHERE NOT committed", row -> row.getLong(1)));
        assertThat(aborted).isPositive();
    }

    private static PublishResult publishOnce(String path, Loss loss) {
        wire.lose(loss);
        PublishResult result = rig.publish(rig.put(path, new Precondition.IfAbsent()));
        assertThat(wire.lost()).as("the loss happened").isTrue();
        return result;
    }

    private static long order(String path) {
        Metadata metadata = rig.metadata();
        return metadata.objects().find(path).orElseThrow().version().order();
    }

    /** Ends every session of the database but the one that does it. */
    private static void terminateAllBut() {
        rig.metadata()
                .transactions()
                .statement(connection -> Sql.list(
                        connection,
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                                + "WHERE datname = current_database() AND pid <> pg_backend_pid()",
                        row -> row.getBoolean(1)));
    }
}
