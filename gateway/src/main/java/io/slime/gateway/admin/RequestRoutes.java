package io.slime.gateway.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slime.gateway.http.Answer;
import io.slime.gateway.http.RecentRequests;
import io.slime.gateway.http.ServedRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** {@code /requests}: what this gateway's S3 and native listeners served last. */
final class RequestRoutes implements Routes {
    private static final int USUAL = 200;
    private static final long DAY = TimeUnit.DAYS.toMillis(1);

    private final RecentRequests requests;

    RequestRoutes(RecentRequests requests) {
        this.requests = requests;
    }

    @Override
    public Answer answer(AdminRequest request) {
        Map<String, String> query = request.query("after", "limit", "failed", "slower", "who");
        if (!request.shape(0).equals("GET")) {
            throw request.path().size() > 1 ? Rejection.notFound("no such route") : Rejection.method("GET");
        }
        int limit = (int) Pages.number(query.getOrDefault("limit", String.valueOf(USUAL)), 1, Pages.MOST);
        long after = Pages.number(query.getOrDefault("after", "0"), 0, Long.MAX_VALUE);
        long last = requests.last();
        List<RecentRequests.Numbered> page = requests.after(after, limit, wanted(query));
        ObjectNode document = Json.document("requests");
        ArrayNode list = document.putArray("requests");
        page.forEach(kept -> put(list.addObject(), kept));
        return Json.answer(document.put(
                "next", page.isEmpty() ? Math.max(after, last) : page.getLast().number()));
    }

    private static Predicate<ServedRequest> wanted(Map<String, String> query) {
        Predicate<ServedRequest> wanted = _ -> true;
        String failed = query.getOrDefault("failed", "false");
        if (failed.equals("true")) {
            wanted = ServedRequest::failed;
        } else if (!failed.equals("false")) {
            throw Rejection.badRequest("failed is true or false");
        }
        if (query.containsKey("slower")) {
            long nanos = TimeUnit.MILLISECONDS.toNanos(Pages.number(query.get("slower"), 0, DAY));
            wanted = wanted.and(served -> served.nanos() >= nanos);
        }
        String who = query.get("who");
        return who == null ? wanted : wanted.and(served -> served.who().equals(who));
    }

    private static void put(ObjectNode node, RecentRequests.Numbered kept) {
        ServedRequest served = kept.request();
        node.put("number", kept.number());
        Json.putTime(node, "at", Optional.of(served.at()))
                .put("from", served.client().getHostAddress())
                .put("who", served.who())
                .put("operation", served.operation())
                .put("method", served.method())
                .put("path", served.path())
                .put("status", served.status());
        if (!served.error().isEmpty()) {
            node.put("error", served.error());
        }
        node.put("whole", served.whole())
                .put("bytes_in", served.in())
                .put("bytes_out", served.out())
                .put("microseconds", TimeUnit.NANOSECONDS.toMicros(served.nanos()))
                .put("request_id", served.requestId());
    }
}
