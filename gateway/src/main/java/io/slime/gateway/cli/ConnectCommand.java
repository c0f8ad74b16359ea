package io.slime.gateway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.slime.gateway.cli.client.AccessKey;
import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Exit;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code slime connect}: what to paste into another program so that it speaks to this store. */
@Command(name = "connect", description = "Print ready-to-paste configuration for an S3 client.")
final class ConnectCommand implements Callable<Integer> {
    @Mixin
    private final Remote remote;

    @Parameters(
            paramLabel = "CLIENT",
            description = "aws, rclone, restic, s3cmd, s3fs, mc, boto3, js, terraform or curl")
    private String name = "";

    @Option(
            names = "--s3-url",
            paramLabel = "URL",
            description = "the S3 listener's URL; asked of the server if not given")
    private String s3Url = "";

    @Option(names = "--region", paramLabel = "REGION", description = "the region; asked of the server if not given")
    private String region = "";

    ConnectCommand(Globals globals) {
        this.remote = new Remote(globals);
    }

    @Override
    public Integer call() {
        ConnectRecipe recipe = ConnectRecipe.named(name);
        Session session = remote.open();
        if (s3Url.isEmpty() || region.isEmpty()) {
            JsonNode s3 = session.client().get("/version").path("s3");
            s3Url = s3Url.isEmpty() ? s3.path("url").asText("") : s3Url;
            region = region.isEmpty() ? s3.path("region").asText("us-east-1") : region;
        }
        if (s3Url.isEmpty()) {
            throw new CommandFailure(Exit.FAILED, "this server has no S3 listener", "name another with --s3-url");
        }
        Optional<AccessKey> key = session.client().endpoint().key();
        String id = key.map(AccessKey::id).orElse("KEY-ID");
        String secret = key.map(k -> k.secret().value()).orElse("SECRET");
        session.terminal().out().print(recipe.fill(s3Url, region, id, secret));
        return Exit.OK;
    }
}
