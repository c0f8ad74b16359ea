package io.slime.gateway.live;

import java.util.Locale;

/** Why nothing more is told. */
public enum Ending {
    /** The gateway is about to stop. */
    STOPPING,
    /** Who listens began to listen elsewhere, more often than is allowed. */
    REPLACED,
    /** Who listens may not any longer. */
    SESSION;

    /** Its name on the wire. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
