package io.slime.chunkd.server;

import io.slime.chunkd.wire.Fields;
import io.slime.chunkd.wire.Numbers;
import java.util.Optional;
import java.util.OptionalLong;

/** The numbers in a request's fields. */
final class Parameters {
    private Parameters() {}

    /** The era that every change must carry. */
    static long era(Call call) {
        return number(call, Fields.ERA, Long.MAX_VALUE)
                .orElseThrow(() -> Refusal.bad("the field " + Fields.ERA + " is not there: it is the database's era"));
    }

    static OptionalLong number(Call call, String field, long most) {
        Optional<String> text = call.header(field);
        return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(number(field, text.get(), most));
    }

    /** A number, or a refusal that names it. */
    static long number(String name, String text, long most) {
        return Numbers.parse(text, most)
                .orElseThrow(() -> Refusal.bad("'" + name + "' is '" + text + "', not a number from 0 to " + most));
    }
}
