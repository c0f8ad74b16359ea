package io.slime.gateway.cli;

import io.slime.gateway.cli.client.AdminClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code slime user quota}: how much may lie in the buckets of a user. */
@Command(
        name = "quota",
        description = "Show or set how much may lie in a user's buckets, old versions and parts of uploads counted.")
final class UserQuota implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Mixin
    private final QuotaOptions quota = new QuotaOptions();

    @Parameters(paramLabel = "NAME", description = "the user's name")
    private String name = "";

    UserQuota(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        return quota.apply(remote.open(), "/users/" + AdminClient.segment(name));
    }
}
