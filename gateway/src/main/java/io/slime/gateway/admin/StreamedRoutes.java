package io.slime.gateway.admin;

import java.io.IOException;

/** Routes whose answers are JSON lines, written while the work goes on. */
interface StreamedRoutes {
    /** Writes lines; refuses before the first one. */
    void write(AdminRequest request, LineStream lines) throws IOException;
}
