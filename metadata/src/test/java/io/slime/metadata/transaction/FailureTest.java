package io.slime.metadata.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;

final class FailureTest {
    @Test
    void tellsContentionFromOutageFromBugs() {
        assertThat(Failure.of(new SQLException("", "40001"))).isEqualTo(Failure.CONTENDED);
        assertThat(Failure.of(new SQLException("", "40P01"))).isEqualTo(Failure.CONTENDED);
        assertThat(Failure.of(new SQLException("", "08006"))).isEqualTo(Failure.UNAVAILABLE);
        assertThat(Failure.of(new SQLException("", "57P03"))).isEqualTo(Failure.UNAVAILABLE);
        assertThat(Failure.of(new SQLException("", "25006"))).isEqualTo(Failure.UNAVAILABLE);
        assertThat(Failure.of(new SQLException("", "3D000"))).isEqualTo(Failure.UNAVAILABLE);
        assertThat(Failure.of(new SQLException("", "28P01"))).isEqualTo(Failure.UNAVAILABLE);
        assertThat(Failure.of(new SQLException("", "42P01"))).isEqualTo(Failure.BROKEN);
        assertThat(Failure.of(new SQLException("", "23503"))).isEqualTo(Failure.BROKEN);
        assertThat(Failure.of(new SQLException("no state"))).isEqualTo(Failure.BROKEN);
    }

    @Test
    void tellsWhatTheServerSaidRatherThanThatThePoolTimedOut() {
        SQLException cause = new SQLException("FATAL: database \"x\" does not exist", "3D000");
        SQLException timeout = new SQLTransientConnectionException("timed out", null, cause);
        assertThat(Failure.of(timeout).exception(timeout))
                .isInstanceOf(MetadataException.Unavailable.class)
                .hasMessage("metadata database: FATAL: database \"x\" does not exist");
    }

    @Test
    void onlyAnAnswerTellsThatACommitDidNotHappen() {
        assertThat(Failure.abortsCommit(new SQLException("", "40001"))).isTrue();
        assertThat(Failure.abortsCommit(new SQLException("", "23503"))).isTrue();
        assertThat(Failure.abortsCommit(new SQLException("", "08006"))).isFalse();
        assertThat(Failure.abortsCommit(new SQLException("", "57P01"))).isFalse();
        assertThat(Failure.abortsCommit(new SQLException("no state"))).isFalse();
    }
}
