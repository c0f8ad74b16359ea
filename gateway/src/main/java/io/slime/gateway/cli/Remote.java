package io.slime.gateway.cli;

import picocli.CommandLine.Mixin;

/** What every remote command takes: which server, how to print, and the key. */
final class Remote {
    @Mixin
    final Target target = new Target();

    @Mixin
    final KeyOptions keys = new KeyOptions();

    private final Globals globals;

    Remote(Globals globals) {
        this.globals = globals;
    }

    /** Finds the server and the key. */
    Session open() {
        return globals.open(target, keys);
    }
}
