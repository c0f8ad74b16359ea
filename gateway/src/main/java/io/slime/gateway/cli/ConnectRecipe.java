package io.slime.gateway.cli;

import io.slime.gateway.cli.client.CommandFailure;
import io.slime.gateway.cli.client.Exit;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The configuration of one S3 client, with places for address, region and key. */
enum ConnectRecipe {
    AWS("""
            export AWS_ENDPOINT_URL_S3={url} AWS_REGION={region}
            export AWS_ACCESS_KEY_ID={id} AWS_SECRET_ACCESS_KEY={secret}
            aws --endpoint-url {url} s3 ls
            """),
    RCLONE("""
            # ~/.config/rclone/rclone.conf; then: rclone lsd slime:
            [slime]
            type = s3
            provider = Other
            endpoint = {url}
            region = {region}
            access_key_id = {id}
            secret_access_key = {secret}
            force_path_style = true
            """),
    RESTIC("""
            export AWS_DEFAULT_REGION={region}
            export AWS_ACCESS_KEY_ID={id} AWS_SECRET_ACCESS_KEY={secret}
            restic -r s3:{url}/BUCKET init
            """),
    S3CMD("""
            # ~/.s3cfg; then: s3cmd ls
            [default]
            host_base = {host}
            host_bucket = {host}
            bucket_location = {region}
            use_https = {https}
            access_key = {id}
            secret_key = {secret}
            """),
    MC("""
            mc alias set slime {url} {id} {secret} --api S3v4 --path on
            mc ls slime
            """),
    S3FS("""
            echo {id}:{secret} >~/.passwd-s3fs && chmod 600 ~/.passwd-s3fs
            s3fs BUCKET /mnt -o url={url} -o use_path_request_style -o endpoint={region}
            """),
    BOTO3("""
            import boto3
            from botocore.config import Config

            s3 = boto3.client(
                "s3",
                endpoint_url="{url}",
                region_name="{region}",
                aws_access_key_id="{id}",
                aws_secret_access_key="{secret}",
                config=Config(s3={"addressing_style": "path"}),
            )
            print(s3.list_buckets()["Buckets"])
            """),
    JS("""
            import { ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";

            const s3 = new S3Client({
              endpoint: "{url}",
              region: "{region}",
              credentials: { accessKeyId: "{id}", secretAccessKey: "{secret}" },
              forcePathStyle: true,
            });
            console.log((await s3.send(new ListBucketsCommand({}))).Buckets);
            """),
    TERRAFORM("""
            provider "aws" {
              region                      = "{region}"
              access_key                  = "{id}"
              secret_key                  = "{secret}"
              s3_use_path_style           = true
              skip_credentials_validation = true
              skip_requesting_account_id  = true
              skip_metadata_api_check     = true
              endpoints {
                s3 = "{url}"
              }
            }
            """),
    CURL("""
            curl --aws-sigv4 "aws:amz:{region}:s3" --user "{id}:{secret}" -H x-amz-content-sha256:UNSIGNED-PAYLOAD {url}/
            """);

    private final String template;

    ConnectRecipe(String template) {
        this.template = template;
    }

    /**
     * The recipe of a client.
     *
     * @throws CommandFailure if there is none
     */
    static ConnectRecipe named(String client) {
        return Arrays.stream(values())
                .filter(recipe -> recipe.word().equals(client))
                .findFirst()
                .orElseThrow(() -> new CommandFailure(
                        Exit.USAGE,
                        "no configuration is known for \"" + client + "\"",
                        "one of "
                                + Arrays.stream(values())
                                        .map(ConnectRecipe::word)
                                        .collect(Collectors.joining(", "))));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The text to paste. */
    String fill(String url, String region, String id, String secret) {
        return template.replace("{url}", url)
                .replace("{host}", URI.create(url).getRawAuthority())
                .replace("{https}", url.startsWith("https:") ? "True" : "False")
                .replace("{region}", region)
                .replace("{id}", id)
                .replace("{secret}", secret);
    }
}
