package io.slime.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class SettingsTest {
    @Test
    void aVariableThatIsMisspeltIsNotIgnored() {
        Settings settings = new Settings(Map.of(), Map.of("SLIME_S3_LISTNE", "none", "SLIME_ELSEWHERE", "x"), Map.of());
        settings.text("s3.listen");

        ConfigException thrown = catchThrowableOfType(ConfigException.class, settings::finish);

        assertThat(thrown.problems())
                .containsExactly("SLIME_S3_LISTNE: unknown variable; did you mean SLIME_S3_LISTEN?");
    }

    @Test
    void aSecretMayComeFromItsVariable() {
        Settings settings = new Settings(Map.of(), Map.of("SLIME_SECURITY_CLUSTER_SECRET", "sesame"), Map.of());
        settings.text("security.master-key-file");

        assertThat(settings.secret("security.cluster-secret")).hasToString("Optional[(secret)]");
        settings.finish();
    }
}
