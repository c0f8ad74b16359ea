package io.slime.compat.torture;

import io.slime.compat.fixture.Endpoint;
import io.slime.compat.fixture.FreePorts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A chunk server, and the proxy at whose address gateways know it. */
final class ChunkServer extends Launched {
    private final int number;
    private final ClusterProof proof;
    private final Supplier<List<Store>> stores;
    private final int port = FreePorts.take();
    private final int known = FreePorts.take();
    private final FaultProxy proxy;

    /**
     * Starts one.
     *
     * @param stores all stores; it serves those of its number
     */
    ChunkServer(Path home, Machine machine, int number, ClusterProof proof, Supplier<List<Store>> stores, long seed)
            throws IOException {
        super(home, "chunk-server-" + number, machine);
        this.number = number;
        this.proof = proof;
        this.stores = stores;
        proxy = new FaultProxy(known, new InetSocketAddress(machine.address(), port), seed);
        launchAgain();
    }

    @Override
    List<String> line() {
        List<String> line =
                new ArrayList<>(List.of("chunk-server", "--listen", machine().address() + ":" + port));
        stores.get().stream()
                .filter(store -> store.server() == number)
                .forEach(store -> line.add(store.directory().toString()));
        return line;
    }

    @Override
    Map<String, String> variables() {
        return Map.of("SLIME_CHUNK_DOMAIN", "domain-" + number, "SLIME_SECURITY_CLUSTER_SECRET", proof.secret());
    }

    @Override
    boolean saysReady(String line) {
        return line.startsWith("Ready") || line.contains(machine().address() + ":" + port);
    }

    FaultProxy proxy() {
        return proxy;
    }

    /** The proxy's address. */
    URI known() {
        return Endpoint.local(known);
    }

    /** Its address without the proxy. */
    URI direct() {
        return URI.create("http://" + machine().address() + ":" + port);
    }
}
