package io.slime.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class EventsTest {
    @Test
    void noSecretIsKeptHoweverDeepItLies() throws IOException {
        JsonNode made = new JsonMapper()
                .readTree("{\"name\":\"ann\",\"secret_key\":\"s1\",\"keys\":[{\"id\":\"AK\",\"secret\":\"s2\"}]}");
        assertThat(Events.withoutSecrets(made)).hasToString("{\"name\":\"ann\",\"keys\":[{\"id\":\"AK\"}]}");
        assertThat(made.path("secret_key").asText()).as("the answer itself").isEqualTo("s1");
    }
}
