package io.slime.compat.torture;

import io.slime.compat.fixture.Endpoint;
import io.slime.compat.fixture.SecretKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A gateway, which clients reach at its own address and by a proxy. */
final class Gateway extends Launched {
    private final Endpoint own = Endpoint.unused();
    private final Endpoint proxied = Endpoint.unused();
    private final List<FaultProxy> proxies;
    private final Shared shared;

    /**
     * What all gateways have in common.
     *
     * @param home where the keys are
     * @param databasePort port of the proxy before the database
     * @param proof what proves that one belongs to the cluster
     */
    record Shared(Path home, int databasePort, ClusterProof proof) {
        Path rootKey() {
            return home.resolve("root-key");
        }
    }

    /** Starts one. */
    Gateway(Shared shared, Machine machine, int number, long seed) throws IOException {
        super(shared.home(), "gateway-" + number, machine);
        this.shared = shared;
        proxies = List.of(
                new FaultProxy(proxied.s3().getPort(), target(own.s3()), seed),
                new FaultProxy(proxied.nativeApi().getPort(), target(own.nativeApi()), seed + 10));
        launchAgain();
    }

    private static InetSocketAddress target(URI listener) {
        return new InetSocketAddress(listener.getHost(), listener.getPort());
    }

    @Override
    List<String> line() {
        return List.of("proxy-server");
    }

    @Override
    Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>(own.listeners());
        variables.put(
                "SLIME_PGDSN",
                "user=slime dbname=slime password=secret sslmode=disable host=127.0.0.1 port=" + shared.databasePort());
        variables.put(
                "SLIME_SECURITY_MASTER_KEY_FILE",
                shared.home().resolve("master-key").toString());
        variables.put("SLIME_SECURITY_CLUSTER_SECRET", shared.proof().secret());
        variables.put("SLIME_PROXY_ROOT_KEY_FILE", shared.rootKey().toString());
        return variables;
    }

    @Override
    boolean saysReady(String line) {
        return line.startsWith("Ready");
    }

    List<FaultProxy> proxies() {
        return proxies;
    }

    /** Its addresses without the proxy, and no key: root's is made by the first start. */
    Endpoint own() {
        return own;
    }

    Endpoint direct() {
        return own.withKey(shared.rootKey());
    }

    /** What clients use: often the proxy. */
    Endpoint door(boolean byProxy) {
        SecretKey key = SecretKey.read(shared.rootKey());
        Endpoint chosen = byProxy ? proxied : own;
        return new Endpoint(chosen.nativeApi(), chosen.s3(), chosen.admin(), key);
    }
}
