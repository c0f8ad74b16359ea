package io.slime.gateway.cli;

import io.slime.gateway.cli.client.AdminClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code slime bucket quota}: how much may lie in a bucket. */
@Command(
        name = "quota",
        description = "Show or set how much may lie in a bucket, old versions and parts of uploads counted.")
final class BucketQuota implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Mixin
    private final QuotaOptions quota = new QuotaOptions();

    @Parameters(paramLabel = "NAME", description = "the bucket's name")
    private String name = "";

    BucketQuota(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        return quota.apply(remote.open(), "/buckets/" + AdminClient.segment(name));
    }
}
