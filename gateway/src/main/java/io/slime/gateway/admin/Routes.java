package io.slime.gateway.admin;

import io.slime.gateway.http.Answer;
import java.io.IOException;

/** The routes below one noun. */
interface Routes {
    Answer answer(AdminRequest request) throws IOException;
}
