package io.slime.gateway.access;

/**
 * Whether somebody may do something.
 *
 * @param caller who asks
 * @param action the action, such as {@code s3:GetObject}
 * @param resource what it is done to, such as {@code arn:aws:s3:::bucket/key}
 * @param context what else is known of the request
 */
public record Question(Caller caller, String action, String resource, Context context) {}
