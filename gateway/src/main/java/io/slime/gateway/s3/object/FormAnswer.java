package io.slime.gateway.s3.object;

import io.slime.gateway.http.Answer;
import io.slime.gateway.object.ObjectVersion;
import io.slime.gateway.s3.form.Form;
import io.slime.gateway.s3.header.PercentCoding;
import io.slime.gateway.s3.operation.S3Request;
import io.slime.gateway.s3.xml.XmlWriter;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * The answer to a form that was taken, as the form wishes it.
 *
 * @param request the form as a PutObject
 * @param etag the object's, in quotes
 * @param status the status that is wished, 204 unless it is 200 or 201
 * @param redirect where the browser is to go instead
 */
record FormAnswer(S3Request request, String etag, int status, Optional<URI> redirect) {
    static FormAnswer of(Form form, S3Request request, ObjectVersion version) {
        int status = switch (form.field("success_action_status").orElse("")) {
            case "200" -> 200;
            case "201" -> 201;
            default -> 204;
        };
        return new FormAnswer(
                request,
                VersionHeaders.quoted(version.description().etag()),
                status,
                form.field("success_action_redirect")
                        .or(() -> form.field("redirect"))
                        .flatMap(FormAnswer::url));
    }

    /** Sends it. */
    void send() throws IOException {
        if (redirect.isPresent()) {
            request.call().setHeader("Location", redirected(redirect.get()));
            request.answer(303);
            return;
        }
        String location = location();
        request.call().setHeader("Location", location);
        if (status == 201) {
            byte[] document = XmlWriter.plain("PostResponse")
                    .text("Location", location)
                    .text("Bucket", request.bucket().text())
                    .text("Key", request.key())
                    .text("ETag", etag)
                    .bytes();
            request.call().send(Answer.of(201, "application/xml", document));
        } else {
            request.answer(status);
        }
    }

    private String location() {
        String host = request.headers().first("host").orElse("");
        String path = request.call().rawPath();
        return (request.call().secure() ? "https://" : "http://")
                + host
                + (path.endsWith("/") ? path : path + "/")
                + PercentCoding.encodeKey(request.key());
    }

    private String redirected(URI url) {
        String query = "bucket=" + PercentCoding.encode(request.bucket().text()) + "&key="
                + PercentCoding.encode(request.key()) + "&etag=" + PercentCoding.encode(etag);
        String text = url.toASCIIString();
        int fragment = text.indexOf('#');
        String page = fragment < 0 ? text : text.substring(0, fragment);
        return page + (page.indexOf('?') < 0 ? "?" : "&") + query + (fragment < 0 ? "" : text.substring(fragment));
    }

    /** A URL of the web; what is none is as if it was not said. */
    private static Optional<URI> url(String text) {
        try {
            URI url = new URI(text);
            String scheme = Optional.ofNullable(url.getScheme()).orElse("").toLowerCase(Locale.ROOT);
            boolean web = (scheme.equals("http") || scheme.equals("https")) && url.getHost() != null;
            return web ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
