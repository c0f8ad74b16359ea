package io.slime.gateway.wiring;

import io.slime.chunkd.chunk.ChunkStore;
import io.slime.erasure.Redundancy;
import io.slime.gateway.config.ProxyConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a gateway is opened with.
 *
 * @param config listeners, database and limits
 * @param ownStores gives the opened stores of this very process that are there by now, reached without HTTP; whoever opened them closes them, after the gateway
 * @param firstRedundancy what is set on an empty database; the database's own holds otherwise
 * @param masterKey the file of the master key; made if it is not there and the database has no user yet
 * @param rootKey asked only when the database has no user: the key that root shall get, by then kept durably where the
 *     operator finds it, and the same again after a crash before root was made
 */
public record GatewaySetup(
        ProxyConfig config,
        Supplier<List<ChunkStore>> ownStores,
        Redundancy firstRedundancy,
        Path masterKey,
        Supplier<RootKey> rootKey) {}
