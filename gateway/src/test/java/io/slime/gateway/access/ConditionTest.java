package io.slime.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConditionTest {
    private static final Caller ANN = Caller.user("id-ann", "ann", Optional.empty());

    private static boolean holds(String condition, Context context) {
        String text = "{'Version': '2012-10-17', 'Statement': {'Effect': 'Allow', 'Action': 's3:*', 'Resource': '*',"
                + " 'Condition': " + condition + "}}";
        return PolicyReader.ofKey(text.replace('\'', '"'))
                        .decide(new Question(ANN, "s3:GetObject", "arn:aws:s3:::b/k", context))
                == Verdict.ALLOW;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            StringEquals                | s3:prefix          | a                    | a                    | true
            StringEquals                | s3:prefix          | a                    | A                    | false
            StringEquals                | s3:prefix          | *                    | A                    | false
            StringNotEquals             | s3:prefix          | a                    | a                    | false
            StringNotEquals             | s3:prefix          | a                    | b                    | true
            StringEqualsIgnoreCase      | s3:prefix          | a                    | A                    | true
            StringNotEqualsIgnoreCase   | s3:prefix          | a                    | A                    | false
            StringLike                  | s3:prefix          | home/*               | home/x               | true
            StringLike                  | s3:prefix          | home/?               | home/xy              | false
            StringNotLike               | s3:prefix          | home/*               | home/x               | false
            StringNotLike               | s3:prefix          | home/*               | other                | true
            NumericEquals               | s3:max-keys        | 10                   | 10                   | true
            NumericNotEquals            | s3:max-keys        | 10                   | 10                   | false
            NumericLessThan             | s3:max-keys        | 10                   | 9                    | true
            NumericLessThan             | s3:max-keys        | 10                   | 10                   | false
            NumericLessThanEquals       | s3:max-keys        | 10                   | 10                   | true
            NumericGreaterThan          | s3:max-keys        | 10                   | 11                   | true
            NumericGreaterThanEquals    | s3:max-keys        | 10                   | 9                    | false
            NumericLessThanEquals       | s3:max-keys        | 10                   | ten                  | false
            DateLessThan                | aws:CurrentTime    | 2030-01-01T00:00:00Z | 2026-01-01T00:00:00Z | true
            DateGreaterThan             | aws:CurrentTime    | 2030-01-01T00:00:00Z | 2026-01-01T00:00:00Z | false
            DateGreaterThan             | aws:CurrentTime    | 2020-01-01           | 2026-01-01T00:00:00Z | true
            DateEquals                  | aws:EpochTime      | 1000                 | 1000                 | true
            DateNotEquals               | aws:EpochTime      | 1000                 | 1000                 | false
            DateLessThanEquals          | aws:EpochTime      | 1000                 | 1001                 | false
            DateGreaterThanEquals       | aws:EpochTime      | 1000                 | 1000                 | true
            Bool                        | aws:SecureTransport| true                 | true                 | true
            Bool                        | aws:SecureTransport| false                | true                 | false
            BinaryEquals                | s3:prefix          | YQ==                 | YQ==                 | true
            IpAddress                   | aws:SourceIp       | 10.1.0.0/16          | 10.1.2.3             | true
            IpAddress                   | aws:SourceIp       | 10.1.0.0/16          | 10.2.2.3             | false
            IpAddress                   | aws:SourceIp       | 10.1.2.3             | 10.1.2.3             | true
            IpAddress                   | aws:SourceIp       | 2001:db8::/32        | 2001:db8:1::7        | true
            IpAddress                   | aws:SourceIp       | 2001:db8::/32        | 10.1.2.3             | false
            NotIpAddress                | aws:SourceIp       | 10.1.0.0/16          | 10.1.2.3             | false
            NotIpAddress                | aws:SourceIp       | 10.1.0.0/16          | 10.2.2.3             | true
            ArnEquals                   | aws:PrincipalArn   | arn:aws:iam::*:user/a| arn:aws:iam::1:user/a| true
            ArnLike                     | aws:PrincipalArn   | arn:aws:iam::*:user/a| arn:aws:iam::1:user/b| false
            ArnNotLike                  | aws:PrincipalArn   | arn:aws:iam::*:user/a| arn:aws:iam::1:user/a| false
            ArnNotEquals                | aws:PrincipalArn   | arn:aws:iam::*:user/a| arn:aws:iam::1:user/b| true
            """)
    void comparesAsTheOperatorSays(String operator, String key, String wanted, String known, boolean expected) {
        String condition = "{'" + operator + "': {'" + key + "': '" + wanted + "'}}";
        assertThat(holds(condition, Context.builder().put(key, known).build())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "StringEquals, false",
        "StringNotEquals, true",
        "StringEqualsIfExists, true",
        "StringNotEqualsIfExists, true",
        "ForAllValues:StringEquals, true",
        "ForAnyValue:StringEquals, false",
        "ForAnyValue:StringNotEquals, false"
    })
    void saysWhatHoldsWhereTheKeyIsNotKnown(String operator, boolean expected) {
        assertThat(holds("{'" + operator + "': {'s3:prefix': 'a'}}", Context.NOTHING))
                .isEqualTo(expected);
    }

    @Test
    void nullAsksWhetherTheKeyIsThere() {
        Context there = Context.builder().put("s3:prefix", "").build();
        assertThat(holds("{'Null': {'s3:prefix': 'true'}}", there)).isFalse();
        assertThat(holds("{'Null': {'s3:prefix': false}}", there)).isTrue();
        assertThat(holds("{'Null': {'s3:prefix': 'true'}}", Context.NOTHING)).isTrue();
    }

    @Test
    void comparesSetsOfValues() {
        Context two = Context.builder()
                .put("s3:RequestObjectTagKeys", List.of("a", "b"))
                .build();
        assertThat(holds("{'ForAllValues:StringEquals': {'s3:RequestObjectTagKeys': ['a', 'b', 'c']}}", two))
                .isTrue();
        assertThat(holds("{'ForAllValues:StringEquals': {'s3:RequestObjectTagKeys': ['a', 'c']}}", two))
                .isFalse();
        assertThat(holds("{'ForAnyValue:StringEquals': {'s3:RequestObjectTagKeys': ['a', 'c']}}", two))
                .isTrue();
        assertThat(holds("{'ForAnyValue:StringNotEquals': {'s3:RequestObjectTagKeys': ['a']}}", two))
                .isTrue();
        assertThat(holds("{'ForAllValues:StringNotEquals': {'s3:RequestObjectTagKeys': ['a']}}", two))
                .isFalse();
    }

    @Test
    void allConditionsMustHoldAndAnyOfTheirValues() {
        Context context =
                Context.builder().put("s3:prefix", "a").put("S3:Max-Keys", "5").build();
        assertThat(holds("{'StringEquals': {'s3:prefix': ['b', 'a'], 's3:max-keys': '5'}}", context))
                .isTrue();
        assertThat(holds("{'StringEquals': {'s3:prefix': 'a'}, 'NumericEquals': {'s3:max-keys': 6}}", context))
                .isFalse();
        assertThat(holds("{'StringNotEquals': {'s3:prefix': ['b', 'a']}}", context))
                .isFalse();
    }

    @Test
    void variablesStandInValues() {
        Context context = Context.builder()
                .put("s3:prefix", "home/ann/x")
                .put("aws:username", "ann")
                .build();
        assertThat(holds("{'StringLike': {'s3:prefix': 'home/${aws:username}/*'}}", context))
                .isTrue();
        assertThat(holds("{'StringLike': {'s3:prefix': 'home/${aws:userid}/*'}}", context))
                .isFalse();
    }
}
