package io.slime.gateway.wiring;

import java.io.IOException;

/** Opens a gateway. */
@FunctionalInterface
public interface GatewayOpener {
    /**
     * Opens it: connects to the database, binds the listeners, starts the background work.
     *
     * @throws IOException if an address is taken or a file cannot be read; nothing is left open then
     */
    Gateway open(GatewaySetup setup) throws IOException;
}
