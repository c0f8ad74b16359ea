package io.slime.gateway.maintenance;

import io.slime.metadata.setting.SettingTable;
import io.slime.metadata.task.TaskTable;
import io.slime.metadata.upload.UploadRow;
import io.slime.metadata.upload.UploadTable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Aborts uploads that were begun longer ago than the setting {@value #SETTING} allows, in days; without it, none ever. */
public final class UploadExpiry implements Task {
    /** A number of days, ≥ 1. */
    public static final String SETTING = "upload-expiry-days";

    private static final Logger LOG = LoggerFactory.getLogger(UploadExpiry.class);
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final int PAGE = 100;

    private final UploadTable uploads;
    private final SettingTable settings;
    private final TaskTable tasks;
    private final UUID gateway;

    /** Aborts on behalf of a gateway. */
    public UploadExpiry(UploadTable uploads, SettingTable settings, TaskTable tasks, UUID gateway) {
        this.uploads = uploads;
        this.settings = settings;
        this.tasks = tasks;
        this.gateway = gateway;
    }

    @Override
    public String name() {
        return "upload-expiry";
    }

    @Override
    public Pace pace() {
        return new Pace(Duration.ofMinutes(5), Duration.ofMillis(100));
    }

    @Override
    public boolean run() {
        Optional<Duration> age = settings.get(SETTING)
                .filter(json -> json.matches("[1-9][0-9]{0,4}"))
                .map(json -> Duration.ofDays(Long.parseLong(json)));
        if (age.isEmpty() || tasks.lease(name(), gateway, LEASE).isEmpty()) {
            return false;
        }
        List<UploadRow> old = uploads.olderThan(age.get(), PAGE);
        for (UploadRow upload : old) {
            uploads.abort(upload.id());
            LOG.info("upload {} of {} was begun {}: aborted", upload.id(), upload.path(), upload.initiated());
        }
        return old.size() == PAGE;
    }
}
