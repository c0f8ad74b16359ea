package io.slime.gateway.s3.auth;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a core takes to check the signature of a request, in µs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SignatureBenchmark {
    private final Authenticator authenticator = Examples.authenticatorAt(Examples.TIME);
    private final SignedRequest header = Examples.SIGNER.sign(
            Examples.request(
                    "GET", "/bucket/some/key%20here", "partNumber=1&versionId=null", "Host", "localhost:17943", "x-amz-meta-a", "b"),
            Examples.EMPTY,
            Examples.TIME);

    /** In the Authorization header. */
    @Benchmark
    public Identity header() {
        return authenticator.authenticate(header);
    }
}
