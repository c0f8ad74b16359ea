package io.slime.gateway.access;

import java.util.Locale;
import java.util.Set;

/** The actions that S3 has, so that a policy with a slip in one is not taken (Service Authorization Reference). */
final class KnownActions {
    private static final Set<String> ON_OBJECTS = words("""
            s3:abortmultipartupload s3:bypassgovernanceretention s3:deleteobject s3:deleteobjecttagging s3:deleteobjectversion
            s3:deleteobjectversiontagging s3:getobject s3:getobjectacl s3:getobjectattributes s3:getobjectlegalhold
            s3:getobjectretention s3:getobjecttagging s3:getobjecttorrent s3:getobjectversion s3:getobjectversionacl
            s3:getobjectversionattributes s3:getobjectversionforreplication s3:getobjectversiontagging
            s3:getobjectversiontorrent s3:initiatereplication s3:listmultipartuploadparts s3:objectowneroverridetobucketowner
            s3:putobject s3:putobjectacl s3:putobjectlegalhold s3:putobjectretention s3:putobjecttagging
            s3:putobjectversionacl s3:putobjectversiontagging s3:replicatedelete s3:replicateobject s3:replicatetags
            s3:restoreobject s3:renameobject s3:updateobjectencryption
            """);
    private static final Set<String> ON_BUCKETS = words("""
            s3:createbucket s3:deletebucket s3:deletebucketpolicy s3:deletebucketwebsite s3:deletebucketownershipcontrols
            s3:deletebucketpublicaccessblock s3:getaccelerateconfiguration s3:getanalyticsconfiguration s3:getbucketabac
            s3:getbucketacl s3:getbucketcors s3:getbucketlocation s3:getbucketlogging s3:getbucketmetadatatableconfiguration
            s3:getbucketnotification s3:getbucketobjectlockconfiguration s3:getbucketownershipcontrols s3:getbucketpolicy
            s3:getbucketpolicystatus s3:getbucketpublicaccessblock s3:getbucketrequestpayment s3:getbuckettagging
            s3:getbucketversioning s3:getbucketwebsite s3:getencryptionconfiguration s3:getintelligenttieringconfiguration
            s3:getinventoryconfiguration s3:getlifecycleconfiguration s3:getmetricsconfiguration
            s3:getreplicationconfiguration s3:listbucket s3:listbucketmultipartuploads s3:listbucketversions
            s3:putaccelerateconfiguration s3:putanalyticsconfiguration s3:putbucketabac s3:putbucketacl s3:putbucketcors
            s3:putbucketlogging s3:putbucketnotification s3:putbucketobjectlockconfiguration s3:putbucketownershipcontrols
            s3:putbucketpolicy s3:putbucketpublicaccessblock s3:putbucketrequestpayment s3:putbuckettagging
            s3:putbucketversioning s3:putbucketwebsite s3:putencryptionconfiguration
            s3:putintelligenttieringconfiguration s3:putinventoryconfiguration s3:putlifecycleconfiguration
            s3:putmetricsconfiguration s3:putreplicationconfiguration s3:listallmybuckets s3:getaccountpublicaccessblock
            s3:putaccountpublicaccessblock s3:listtagsforresource s3:tagresource s3:untagresource
            """);

    private KnownActions() {}

    /** Whether a name with wildcards is that of an action on objects. */
    static boolean onObjects(String pattern) {
        return any(ON_OBJECTS, pattern);
    }

    /** Whether a name with wildcards is that of an action on buckets, or on all of them. */
    static boolean onBuckets(String pattern) {
        return any(ON_BUCKETS, pattern);
    }

    private static boolean any(Set<String> actions, String pattern) {
        String lower = pattern.toLowerCase(Locale.ROOT);
        return actions.stream().anyMatch(action -> Wildcard.matches(lower, action));
    }

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }
}
