package io.slime.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PolicyTest {
    private static final Map<String, String> USERS =
            Map.of("arn:aws:iam::ann:root", "id-ann", "arn:aws:iam:::user/bob", "id-bob");
    private static final Caller ANN = Caller.user("id-ann", "ann", Optional.empty());
    private static final Caller BOB = Caller.user("id-bob", "bob", Optional.empty());
    private static final Caller NOBODY = Caller.anonymous("nobody");

    private static Policy policy(String... statements) {
        String text = "{'Version': '2012-10-17', 'Statement': [" + String.join(",", statements) + "]}";
        return PolicyReader.ofBucket(text.replace('\'', '"'), "b", name -> Optional.ofNullable(USERS.get(name)));
    }

    private static String statement(String effect, String principal, String action, String resource, String condition) {
        return "{'Effect': '" + effect + "', 'Principal': " + principal + ", 'Action': '" + action + "', 'Resource': '"
                + resource + "'" + (condition.isEmpty() ? "" : ", 'Condition': " + condition) + "}";
    }

    private static Verdict ask(Policy policy, Caller caller, String action, String resource) {
        return policy.decide(new Question(caller, action, "arn:aws:s3:::" + resource, Context.NOTHING));
    }

    @Test
    void isAboutThosePrincipalsThatItNames() {
        Policy policy = policy(
                statement("Allow", "{'AWS': ['arn:aws:iam::ann:root']}", "s3:GetObject", "arn:aws:s3:::b/*", ""));
        assertThat(ask(policy, ANN, "s3:GetObject", "b/k")).isEqualTo(Verdict.ALLOW);
        assertThat(ask(policy, BOB, "s3:GetObject", "b/k")).isEqualTo(Verdict.NOTHING);
        assertThat(ask(policy, NOBODY, "s3:GetObject", "b/k")).isEqualTo(Verdict.NOTHING);
        Policy all = policy(statement("Allow", "'*'", "s3:GetObject", "arn:aws:s3:::b/*", ""));
        assertThat(ask(all, NOBODY, "s3:GetObject", "b/k")).isEqualTo(Verdict.ALLOW);
        Policy unknown = policy(
                statement("Allow", "{'AWS': 'arn:aws:iam::carol:root'}", "s3:GetObject", "arn:aws:s3:::b/*", ""));
        assertThat(ask(unknown, ANN, "s3:GetObject", "b/k")).isEqualTo(Verdict.NOTHING);
    }

    @Test
    void notPrincipalIsAboutAllOthers() {
        Policy policy = policy(
                statement("Allow", "'*'", "s3:*", "arn:aws:s3:::b/*", ""),
                "{'Effect': 'Deny', 'NotPrincipal': {'AWS': 'arn:aws:iam:::user/bob'}, 'Action': 's3:*', 'Resource':"
                        + " 'arn:aws:s3:::b/*'}");
        assertThat(ask(policy, BOB, "s3:PutObject", "b/k")).isEqualTo(Verdict.ALLOW);
        assertThat(ask(policy, ANN, "s3:PutObject", "b/k")).isEqualTo(Verdict.DENY);
        assertThat(ask(policy, NOBODY, "s3:PutObject", "b/k")).isEqualTo(Verdict.DENY);
    }

    @Test
    void aDenyOverrulesEveryAllowInWhateverOrder() {
        String allow = statement("Allow", "'*'", "s3:*", "arn:aws:s3:::b/*", "");
        String deny = statement("Deny", "'*'", "s3:GetObject", "arn:aws:s3:::b/secret/*", "");
        for (Policy policy : List.of(policy(allow, deny), policy(deny, allow))) {
            assertThat(ask(policy, ANN, "s3:GetObject", "b/secret/k")).isEqualTo(Verdict.DENY);
            assertThat(ask(policy, ANN, "s3:PutObject", "b/secret/k")).isEqualTo(Verdict.ALLOW);
            assertThat(ask(policy, ANN, "s3:GetObject", "b/open")).isEqualTo(Verdict.ALLOW);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "s3:Get*, s3:GetObject, ALLOW",
        "s3:Get*, s3:PutObject, NOTHING",
        "S3:getobject, s3:GetObject, ALLOW",
        "s3:GetObjec?, s3:GetObject, ALLOW",
        "*, s3:DeleteObject, ALLOW",
        "s3:GetObject, s3:GetObjectVersion, NOTHING"
    })
    void matchesActionsWithWildcards(String pattern, String action, Verdict expected) {
        Policy policy = policy(statement("Allow", "'*'", pattern, "arn:aws:s3:::b/*", ""));
        assertThat(ask(policy, ANN, action, "b/k")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "b/*, b/a/b, ALLOW",
        "b/a?c, b/abc, ALLOW",
        "b/a?c, b/ac, NOTHING",
        "b/*.jpg, b/x/y.jpg, ALLOW",
        "b/*.jpg, b/x/y.jpgg, NOTHING",
        "b/k, b/K, NOTHING",
        "b*, b/k, ALLOW",
        "b/k, b, NOTHING"
    })
    void matchesResourcesWithWildcards(String pattern, String resource, Verdict expected) {
        Policy policy = policy(statement("Allow", "'*'", "s3:GetObject", "arn:aws:s3:::" + pattern, ""));
        assertThat(ask(policy, ANN, "s3:GetObject", resource)).isEqualTo(expected);
    }

    @Test
    void notActionAndNotResourceAreAboutAllOthers() {
        Policy policy = policy("{'Effect': 'Deny', 'Principal': '*', 'NotAction': 's3:GetObject', 'NotResource':"
                + " 'arn:aws:s3:::b/free/*'}");
        assertThat(ask(policy, ANN, "s3:PutObject", "b/k")).isEqualTo(Verdict.DENY);
        assertThat(ask(policy, ANN, "s3:GetObject", "b/k")).isEqualTo(Verdict.NOTHING);
        assertThat(ask(policy, ANN, "s3:PutObject", "b/free/k")).isEqualTo(Verdict.NOTHING);
    }

    @Test
    void variablesStandForTheCallersNameAndWildcardsInThemForThemselves() {
        Policy policy = policy(statement("Allow", "'*'", "s3:GetObject", "arn:aws:s3:::b/${aws:username}/*", ""));
        assertThat(named(policy, "bob", "b/bob/k")).isEqualTo(Verdict.ALLOW);
        assertThat(named(policy, "bob", "b/ann/k")).isEqualTo(Verdict.NOTHING);
        assertThat(named(policy, "*", "b/ann/k")).isEqualTo(Verdict.NOTHING);
        assertThat(ask(policy, NOBODY, "s3:GetObject", "b//k")).isEqualTo(Verdict.NOTHING);
        Policy star = policy(statement("Allow", "'*'", "s3:GetObject", "arn:aws:s3:::b/${*}", ""));
        assertThat(ask(star, ANN, "s3:GetObject", "b/*")).isEqualTo(Verdict.ALLOW);
        assertThat(ask(star, ANN, "s3:GetObject", "b/k")).isEqualTo(Verdict.NOTHING);
    }

    private static Verdict named(Policy policy, String name, String resource) {
        Context context = Context.builder().put("aws:username", name).build();
        return policy.decide(new Question(ANN, "s3:GetObject", "arn:aws:s3:::" + resource, context));
    }

    @Test
    void theOldVersionHasNoVariables() {
        Policy policy = PolicyReader.ofKey("""
                {"Version": "2008-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
                 "Resource": "arn:aws:s3:::b/${aws:username}"}]}
                """);
        assertThat(named(policy, "bob", "b/bob")).isEqualTo(Verdict.NOTHING);
        assertThat(named(policy, "bob", "b/${aws:username}")).isEqualTo(Verdict.ALLOW);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                                                           | true
            {'IpAddress': {'aws:SourceIp': '10.0.0.0/24'}}               | false
            {'IpAddress': {'aws:SourceIp': '0.0.0.0/0'}}                 | true
            {'IpAddressIfExists': {'aws:SourceIp': '10.0.0.0/24'}}       | true
            {'NotIpAddress': {'aws:SourceIp': '10.0.0.0/24'}}            | true
            {'StringEquals': {'aws:username': 'ann'}}                    | false
            {'StringLike': {'aws:username': 'a*'}}                       | true
            {'StringEquals': {'s3:prefix': 'a'}}                         | true
            {'ForAllValues:StringEquals': {'aws:username': 'ann'}}       | true
            """)
    void isPublicUnlessAConditionNamesWhoMayAsk(String condition, boolean expected) {
        String text = condition.equals("''") ? "" : condition;
        assertThat(policy(statement("Allow", "'*'", "s3:GetObject", "arn:aws:s3:::b/*", text))
                        .isPublic())
                .isEqualTo(expected);
        assertThat(policy(statement("Deny", "'*'", "s3:GetObject", "arn:aws:s3:::b/*", text))
                        .isPublic())
                .isFalse();
        assertThat(policy(statement(
                                "Allow", "{'AWS': 'arn:aws:iam::ann:root'}", "s3:GetObject", "arn:aws:s3:::b/*", text))
                        .isPublic())
                .isFalse();
    }

    @Test
    void whatCannotBeReadDeniesEverything() {
        assertThat(ask(Policy.unreadable(), ANN, "s3:GetObject", "b/k")).isEqualTo(Verdict.DENY);
        KeptPolicy kept = new KeptPolicy("{\"Statement\": \"from the future\"}", Map.of());
        assertThat(ask(KeptPolicy.read(kept.document()).policy("b"), ANN, "s3:GetObject", "b/k"))
                .isEqualTo(Verdict.DENY);
    }

    @Test
    void keepsWhomItsPrincipalsMeant() {
        String text = "{'Statement': {'Effect': 'Allow', 'Principal': {'AWS': ['arn:aws:iam:::user/bob',"
                + " 'arn:aws:iam:::user/carol']}, 'Action': 's3:GetObject', 'Resource': 'arn:aws:s3:::b/*'}}";
        KeptPolicy kept = KeptPolicy.read(
                KeptPolicy.take(text.replace('\'', '"'), "b", name -> Optional.ofNullable(USERS.get(name)))
                        .document());
        assertThat(kept.text()).isEqualTo(text.replace('\'', '"'));
        assertThat(kept.users()).isEqualTo(Map.of("arn:aws:iam:::user/bob", "id-bob"));
        assertThat(ask(kept.policy("b"), BOB, "s3:GetObject", "b/k")).isEqualTo(Verdict.ALLOW);
        assertThat(ask(kept.policy("b"), Caller.user("id-carol", "carol", Optional.empty()), "s3:GetObject", "b/k"))
                .isEqualTo(Verdict.NOTHING);
    }
}
