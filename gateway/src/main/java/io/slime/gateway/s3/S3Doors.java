package io.slime.gateway.s3;

import io.slime.gateway.account.Accounts;
import io.slime.gateway.bucket.Buckets;
import io.slime.gateway.event.Events;
import io.slime.gateway.lifecycle.Lifecycles;
import io.slime.gateway.multipart.Uploads;
import io.slime.gateway.object.Objects;

/**
 * The doors of the core that S3 goes through.
 *
 * @param objects the objects
 * @param buckets the buckets
 * @param uploads the multipart uploads
 * @param accounts the users, who own it all
 * @param lifecycles what becomes of objects by themselves
 * @param events where changes of buckets are kept
 */
public record S3Doors(
        Objects objects, Buckets buckets, Uploads uploads, Accounts accounts, Lifecycles lifecycles, Events events) {}
