package io.slime.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The arrows of ARCHITECTURE.md: which room may know which. */
final class ArrowsTest {
    private static final String[] FRONTS = {
        "..gateway.s3..", "..gateway.data..", "..gateway.admin..", "..gateway.console..", "..gateway.http.."
    };
    private static final String[] ABOVE = {"..gateway.cli..", "..gateway.wiring.."};
    private static final JavaClasses SLIME = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.slime");

    @Test
    void erasureKnowsNothingButTheJdk() {
        check(classes()
                .that()
                .resideInAPackage("io.slime.erasure..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("io.slime.erasure..", "java..", "org.jspecify..")));
    }

    @Test
    void chunkdKnowsNothingOfOurs() {
        forbid(new String[] {"io.slime.chunkd.."}, "io.slime.erasure..", "io.slime.metadata..", "io.slime.gateway..");
    }

    @Test
    void metadataKnowsOnlyTheRedundancyOfErasure() {
        forbid(new String[] {"io.slime.metadata.."}, "io.slime.chunkd..", "io.slime.gateway..");
        check(noClasses()
                .that()
                .resideInAPackage("io.slime.metadata..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.slime.erasure..")
                        .and(com.tngtech.archunit.base.DescribedPredicate.describe(
                                "are not Redundancy",
                                type -> !type.getSimpleName().equals("Redundancy")))));
    }

    @Test
    void gatewayKnowsOnlyThePortAndTheClientOfChunkd() {
        check(noClasses()
                .that()
                .resideInAPackage("io.slime.gateway..")
                .and()
                .resideOutsideOfPackages(ABOVE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.slime.chunkd.directory..", "io.slime.chunkd.server..", "io.slime.chunkd.wire.."));
    }

    @Test
    void theCoreKnowsNoFrontAndNoHttp() {
        String[] core = {
            "..gateway.failure..", "..gateway.cluster..", "..gateway.extent..", "..gateway.bucket..",
            "..gateway.account..", "..gateway.object..", "..gateway.multipart..", "..gateway.maintenance..",
            "..gateway.durability..", "..gateway.fsck..", "..gateway.journal..", "..gateway.access..",
            "..gateway.lifecycle..", "..gateway.encryption..", "..gateway.event..", "..gateway.doctor..",
            "..gateway.session..", "..gateway.live.."
        };
        forbid(core, FRONTS);
        forbid(core, ABOVE);
        forbid(core, "io.undertow..", "javax.xml..", "com.fasterxml.jackson.dataformat..");
    }

    @Test
    void accessKnowsNothingOfOursAndNoTable() {
        check(classes()
                .that()
                .resideInAPackage("..gateway.access..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "io.slime.gateway.access..",
                        "java..",
                        "org.jspecify..",
                        "com.fasterxml.jackson.core..",
                        "com.fasterxml.jackson.databind..")));
    }

    @Test
    void encryptionKnowsOnlyFailureAndTheSealedKey() {
        check(classes()
                .that()
                .resideInAPackage("..gateway.encryption..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "io.slime.gateway.encryption..",
                        "io.slime.gateway.failure..",
                        "io.slime.metadata.extent..",
                        "java..",
                        "javax.crypto..",
                        "org.jspecify..")));
    }

    @Test
    void theCorePointsOneWay() {
        forbid(
                new String[] {"..gateway.failure.."},
                "..gateway.cluster..",
                "..gateway.extent..",
                "..gateway.bucket..",
                "..gateway.account..",
                "..gateway.object..",
                "..gateway.multipart..",
                "..gateway.maintenance..");
        forbid(
                new String[] {"..gateway.cluster.."},
                "..gateway.extent..",
                "..gateway.bucket..",
                "..gateway.object..",
                "..gateway.multipart..",
                "..gateway.maintenance..");
        forbid(
                new String[] {"..gateway.extent.."},
                "..gateway.bucket..",
                "..gateway.object..",
                "..gateway.multipart..",
                "..gateway.maintenance..");
        forbid(new String[] {"..gateway.bucket.."}, "..gateway.object..", "..gateway.multipart..");
        forbid(new String[] {"..gateway.object.."}, "..gateway.multipart..", "..gateway.maintenance..");
        String[] proofs = {"..gateway.durability..", "..gateway.fsck..", "..gateway.journal..", "..gateway.lifecycle.."
        };
        forbid(
                new String[] {
                    "..gateway.failure..", "..gateway.cluster..", "..gateway.extent..", "..gateway.bucket..",
                    "..gateway.account..", "..gateway.object..", "..gateway.multipart..", "..gateway.maintenance.."
                },
                proofs);
    }

    @Test
    void theFrontsNeverSeeEachOther() {
        forbid(new String[] {"..gateway.data.."}, "..gateway.admin..");
        forbid(new String[] {"..gateway.admin.."}, "..gateway.data..");
        forbid(new String[] {"..gateway.s3.."}, "..gateway.data..", "..gateway.admin..", "..gateway.console..");
        forbid(new String[] {"..gateway.console.."}, "..gateway.s3..", "..gateway.data..", "..gateway.admin..");
        forbid(new String[] {"..gateway.data..", "..gateway.admin.."}, "..gateway.console..", "..gateway.s3..");
    }

    @Test
    void noRoomsGoInCircles() {
        check(slices().matching("io.slime.gateway.(*)..").should().beFreeOfCycles());
        check(slices().matching("io.slime.metadata.(*)..").should().beFreeOfCycles());
        check(slices().matching("io.slime.chunkd.(*)..").should().beFreeOfCycles());
    }

    private static void forbid(String[] from, String... to) {
        check(noClasses()
                .that()
                .resideInAnyPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(to));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(SLIME);
    }
}
