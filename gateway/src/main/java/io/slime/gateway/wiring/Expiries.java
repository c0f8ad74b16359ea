package io.slime.gateway.wiring;

import io.slime.gateway.config.ProxyConfig;
import io.slime.gateway.tls.TlsException;
import io.slime.gateway.tls.TlsIdentity;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Until when the certificates of a gateway's listeners hold, as their files are now. */
final class Expiries {
    private Expiries() {}

    static Map<String, Instant> of(ProxyConfig config) {
        Map<String, Instant> ends = new LinkedHashMap<>();
        config.certificates().forEach(files -> {
            Path file = files.certificate();
            try {
                ends.put(file.toString(), TlsIdentity.read(file, files.key()).expires());
            } catch (TlsException e) {
                ends.put(file + " (" + e.getMessage() + ")", Instant.EPOCH);
            }
        });
        return ends;
    }
}
