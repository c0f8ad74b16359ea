package io.slime.gateway.s3.form;

import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.WireText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A form that uploads a file (S3 API reference, "POST Object"): its fields are read, the file is a stream that follows. What comes
 * behind the file is not looked at.
 *
 * @param fields the values of the fields by lower-case name, in order
 * @param filename the name of the file without directories; empty text if the form tells none
 * @param file the content of the file
 */
public record Form(Map<String, String> fields, String filename, InputStream file) {
    /** The most bytes that all before the file may take. */
    public static final int MAX_BYTES = 20 * 1024;

    private static final String FILE = "file";

    /**
     * Reads a form up to its file.
     *
     * @param contentType the header of the request
     * @param body the body, which the caller closes
     * @throws S3Exception if it is no form, not well-formed, too large, or has no file
     */
    public static Form read(Optional<String> contentType, InputStream body) throws IOException {
        String type = contentType.orElse("");
        if (!type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            throw new S3Exception(S3Error.REQUEST_IS_NOT_MULTI_PART_CONTENT);
        }
        String boundary = PartHead.parameters(type).getOrDefault("boundary", "");
        Multipart parts = new Multipart(body, boundary);
        Map<String, String> fields = new LinkedHashMap<>();
        for (Multipart.Head head = parts.next(); !head.last(); head = parts.next()) {
            PartHead part = PartHead.parse(head.fields());
            String name = part.name().toLowerCase(Locale.ROOT);
            if (name.equals(FILE)) {
                return new Form(fields, last(part.filename().orElse("")), parts);
            }
            if (fields.put(name, value(parts)) != null) {
                throw S3Exception.invalidArgument("POST takes one value of a field", part.name(), "");
            }
        }
        throw S3Exception.invalidArgument("POST requires exactly one file upload per request.", FILE, "0");
    }

    private static String value(Multipart parts) throws IOException {
        int left = (int) Math.max(0, MAX_BYTES - parts.taken());
        byte[] value = parts.readNBytes(left + 1);
        if (value.length > left) {
            throw new S3Exception(S3Error.MAX_POST_PRE_DATA_LENGTH_EXCEEDED_ERROR)
                    .with("MaxPostPreDataLengthBytes", Integer.toString(MAX_BYTES));
        }
        String wire = new String(value, StandardCharsets.ISO_8859_1);
        String text = WireText.fromWire(wire);
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), value)) {
            throw Multipart.malformed();
        }
        return text;
    }

    private static String last(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    /** A field, unless it is absent. */
    public Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /**
     * A field that must be there and not be empty.
     *
     * @throws S3Exception {@code InvalidArgument}
     */
    public String required(String name) {
        return field(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> S3Exception.invalidArgument(
                        "Bucket POST must contain a field named '" + name
                                + "'.  If it is specified, please check the order of the fields.",
                        name,
                        ""));
    }

    /** The same form with the name of the file in place of {@code ${filename}}, in every field where S3 puts it. */
    public Form named() {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.replaceAll((name, value) -> name.equals("policy") ? value : value.replace("${filename}", filename));
        return new Form(all, filename, file);
    }

    /** The names of the fields only: values may be credentials. */
    @Override
    public String toString() {
        return "Form" + fields.keySet();
    }
}
