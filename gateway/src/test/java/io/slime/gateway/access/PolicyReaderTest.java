package io.slime.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slime.gateway.testing.Mangler;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PolicyReaderTest {
    private static final String GOOD =
            "{'Version': '2012-10-17', 'Id': 'i', 'Statement': [{'Sid': 's', 'Effect': 'Allow',"
                    + " 'Principal': {'AWS': ['*']}, 'Action': ['s3:GetObject', 's3:ListBucket'], 'Resource':"
                    + " ['arn:aws:s3:::b', 'arn:aws:s3:::b/*'], 'Condition': {'Bool': {'aws:SecureTransport': true}}}]}";

    private static Policy read(String text) {
        return PolicyReader.ofBucket(text.replace('\'', '"'), "b", name -> Optional.empty());
    }

    @Test
    void takesAWholePolicy() {
        assertThat(read(GOOD).isPublic()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            2012-10-17                        | 2013-01-01                        | valid version string
            'Statement'                       | 'Statements'                      | Unknown field Statements
            'Effect': 'Allow',                | ``                                | Missing required field Effect
            'Allow'                           | 'allow'                           | Invalid effect
            'Principal': {'AWS': ['*']},      | ``                                | Missing required field Principal
            {'AWS': ['*']}                    | 'ann'                             | Invalid principal
            {'AWS': ['*']}                    | {'AWS': 'ann'}                    | Invalid principal
            {'AWS': ['*']}                    | {'CanonicalUser': 'x'}            | Invalid principal
            {'AWS': ['*']}                    | {'AWS': 'arn:aws:iam::*:root'}    | Invalid principal
            's3:GetObject', 's3:ListBucket'   | 's3:GetObjekt'                    | invalid action: s3:GetObjekt
            's3:GetObject', 's3:ListBucket'   | 'sts:AssumeRole'                  | invalid action
            's3:GetObject', 's3:ListBucket'   | ``                                | Action cannot be empty
            'arn:aws:s3:::b',                 | 'arn:aws:s3:::other',             | invalid resource: arn:aws:s3:::other
            'arn:aws:s3:::b',                 | 'b',                              | invalid resource
            'arn:aws:s3:::b',                 | ``                                | does not apply to any resource
            'Resource'                        | 'Ressource'                       | Unknown field Ressource
            'Bool'                            | 'Boole'                           | Invalid Condition type : Boole
            aws:SecureTransport               | aws:SecureTransportation          | invalid condition key
            aws:SecureTransport               | s3:ExistingObjectTag/             | invalid condition key
            aws:SecureTransport               | x-amz-acl                         | invalid condition key
            : true}                           | : 'maybe'}                        | is not true or false
            'Bool'                            | 'NullIfExists'                    | Invalid Condition type
            'Sid': 's',                       | 'Sid': 's', 'Sid': 't',           | valid JSON
            'arn:aws:s3:::b/*'                | 'arn:aws:s3:::b/${aws:username'   | invalid variable
            ]}                                | ]                                 | valid JSON
            """)
    void refusesWhatIsWrongAndSaysWhat(String right, String wrong, String message) {
        assertThat(GOOD).contains(right);
        int at = right.equals("]}") ? GOOD.lastIndexOf(right) : GOOD.indexOf(right);
        String bad = GOOD.substring(0, at) + wrong + GOOD.substring(at + right.length());
        assertThatThrownBy(() -> read(bad))
                .isInstanceOf(MalformedPolicyException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesWhatIsTooLargeOrTooDeepOrNoObject() {
        assertThatThrownBy(() -> read(GOOD + " ".repeat(PolicyReader.MAX_BYTES)))
                .isInstanceOf(MalformedPolicyException.class)
                .hasMessageContaining("20480 bytes");
        for (String text : new String[] {"", "[]", "null", "1", "[".repeat(5000), "{} {}"}) {
            assertThatThrownBy(() -> read(text)).as(text).isInstanceOf(MalformedPolicyException.class);
        }
    }

    @Test
    void aKeysPolicyNamesNoPrincipalAndMayNameOtherResources() {
        assertThat(PolicyReader.ofKey("""
                        {"Statement": [{"Effect": "Allow", "Action": ["s3:*", "iam:GetUser"], "Resource": "*"}]}
                        """)).isNotNull();
        assertThatThrownBy(() -> PolicyReader.ofKey(GOOD.replace('\'', '"')))
                .isInstanceOf(MalformedPolicyException.class)
                .hasMessageContaining("principal");
    }

    /** No text makes anything but a policy or a refusal. */
    @Test
    void neverFailsInAnotherWay() {
        long seed = 20260726;
        Random random = new Random(seed);
        String letters = GOOD + "{}[]\"':,\\*?${}\u0000\uD800é1true";
        for (int round = 0; round < Mangler.rounds(50_000); round++) {
            StringBuilder text = new StringBuilder(GOOD.replace('\'', '"'));
            for (int edit = random.nextInt(4); edit >= 0; edit--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, letters.charAt(random.nextInt(letters.length())));
                    default -> text.setCharAt(at, letters.charAt(random.nextInt(letters.length())));
                }
            }
            try {
                Policy policy = PolicyReader.ofBucket(text.toString(), "b", name -> Optional.empty());
                policy.decide(new Question(Caller.anonymous("x"), "s3:GetObject", "arn:aws:s3:::b/k", Context.NOTHING));
            } catch (MalformedPolicyException e) {
                assertThat(e.reason()).as("seed %s round %s", seed, round).isNotEmpty();
            }
        }
    }
}
