package io.slime.gateway.admin;

import io.slime.gateway.http.Answer;
import java.io.IOException;

/** The routes below one noun. */
interface Routes {
    /** The answer; one that was begun and finished already is not sent again. */
    Answer answer(AdminRequest request) throws IOException;
}
