package io.slime.gateway.access;

import java.util.Locale;
import java.util.Set;

/** The keys that conditions may name (IAM User Guide, "global condition context keys"; Service Authorization Reference). */
final class ConditionKeys {
    private static final Set<String> KNOWN = words("""
            aws:currenttime aws:epochtime aws:securetransport aws:sourceip aws:useragent aws:referer aws:userid aws:username
            aws:principalarn aws:principalaccount aws:principaltype aws:principalorgid aws:principalorgpaths
            aws:principalisawsservice aws:principalservicename aws:principalservicenameslist aws:resourceaccount
            aws:resourceorgid aws:resourceorgpaths aws:requestedregion aws:calledvia aws:calledviafirst aws:calledvialast
            aws:viaawsservice aws:multifactorauthpresent aws:multifactorauthage aws:tokenissuetime aws:federatedprovider
            aws:sourceidentity aws:sourcearn aws:sourceaccount aws:sourceorgid aws:sourceorgpaths aws:sourceowner
            aws:sourcevpc aws:sourcevpce aws:sourcevpcarn aws:vpcsourceip aws:vpceaccount aws:vpceorgid aws:vpceorgpaths
            aws:tagkeys aws:ec2instancesourcevpc aws:ec2instancesourceprivateipv4 aws:assumedroot
            s3:authtype s3:signatureversion s3:signatureage s3:tlsversion s3:resourceaccount s3:versionid s3:prefix
            s3:delimiter s3:max-keys s3:locationconstraint s3:x-amz-acl s3:x-amz-content-sha256 s3:x-amz-copy-source
            s3:x-amz-metadata-directive s3:x-amz-server-side-encryption s3:x-amz-storage-class
            s3:x-amz-server-side-encryption-aws-kms-key-id s3:x-amz-server-side-encryption-customer-algorithm
            s3:x-amz-website-redirect-location s3:x-amz-object-ownership s3:x-amz-grant-full-control s3:x-amz-grant-read
            s3:x-amz-grant-read-acp s3:x-amz-grant-write s3:x-amz-grant-write-acp s3:requestobjecttagkeys
            s3:object-lock-mode s3:object-lock-retain-until-date s3:object-lock-remaining-retention-days
            s3:object-lock-legal-hold s3:if-match s3:if-none-match s3:objectcreationoperation s3:bucketlocation
            s3:dataaccesspointarn s3:dataaccesspointaccount s3:accesspointnetworkorigin
            """);
    private static final Set<String> FAMILIES = Set.of(
            "s3:existingobjecttag/",
            "s3:requestobjecttag/",
            "s3:buckettag/",
            "aws:requesttag/",
            "aws:resourcetag/",
            "aws:principaltag/");

    private ConditionKeys() {}

    static boolean known(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return KNOWN.contains(lower)
                || FAMILIES.stream().anyMatch(family -> lower.startsWith(family) && lower.length() > family.length());
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }
}
