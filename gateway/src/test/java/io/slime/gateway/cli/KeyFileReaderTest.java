package io.slime.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.gateway.cli.client.CommandFailure;
import org.junit.jupiter.api.Test;

final class KeyFileReaderTest {
    private static final String ONE = "[{\"user\":\"ann\",\"access_key\":\"ANNKEY\",\"secret_key\":\"annssecret\"}]";

    private static void wrong(String text, String why) {
        assertThatThrownBy(() -> KeyFileReader.read(text))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(why);
    }

    @Test
    void csvHasItsColumnsInAnyOrder() {
        assertThat(KeyFileReader.read("access_key,user,secret_key\nANNKEY,ann,annssecret\n\n"))
                .hasToString(ONE);
    }

    @Test
    void quotedCellsMayHoldCommasAndQuotes() {
        assertThat(KeyFileReader.read(
                                "user,access_key,secret_key,policy\r\nann,ANNKEY,\"a,\"\"b\",\"{\"\"Version\"\":1}\"\r\nbob,BOBKEY,bobssecret,\r\n")
                        .toString())
                .contains("\"secret_key\":\"a,\\\"b\"", "\"policy\":\"{\\\"Version\\\":1}\"")
                .endsWith("{\"user\":\"bob\",\"access_key\":\"BOBKEY\",\"secret_key\":\"bobssecret\"}]");
    }

    @Test
    void jsonMayBeObjectsOneBehindTheOther() {
        assertThat(KeyFileReader.read(ONE + "\n{\"user\":\"bob\",\"access_key\":\"BOBKEY\",\"secret_key\":\"s\"}"))
                .hasSize(2);
    }

    /** As radosgw-admin user info prints them. */
    @Test
    void keysOfCephAreFound() {
        assertThat(KeyFileReader.read("""
                {"user_id": "ann", "display_name": "Ann", "suspended": 0, "subusers": [],
                 "keys": [{"user": "ann", "access_key": "ANNKEY", "secret_key": "annssecret", "active": true},
                          {"user": "ann", "access_key": "OFF", "secret_key": "offssecret", "active": false}],
                 "caps": []}
                """)).hasToString(ONE);
    }

    @Test
    void whatIsWrongIsSaidWithItsPlaceAndWithoutSecrets() {
        wrong("", "no keys");
        wrong("user,access_key\nann,A", "first line");
        wrong("user,access_key,secret_key,colour\n", "first line");
        wrong("user,access_key,secret_key\nann,A", "line 2 has 2 cells, not 3");
        wrong("user,access_key,secret_key\nann,A,", "line 2 has an empty cell");
        wrong("user,access_key,secret_key\nann,A,\"sesame", "a quote of line 2 is not closed");
        wrong("[{\"user\":\"ann\",\"secret_key\":\"sesame\"}]", "key 1 has no access_key");
        wrong("{\"user\":\n sesame", "at line 2");
        wrong("[]", "no keys");
        assertThatThrownBy(() -> KeyFileReader.read("{\"user\": sesame")).hasMessageNotContaining("sesame");
    }
}
