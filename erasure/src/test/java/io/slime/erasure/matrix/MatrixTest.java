package io.slime.erasure.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class MatrixTest {
    @Test
    void aMatrixTimesItsInverseIsTheIdentity() {
        for (int size = 1; size <= 40; size++) {
            Matrix matrix = Matrix.vandermonde(size, size);
            assertIdentity(matrix.times(matrix.inverse()));
            assertIdentity(matrix.inverse().times(matrix));
        }
    }

    @Test
    void theTopOfACodingMatrixIsTheIdentity() {
        Matrix matrix = Matrix.systematic(50, 100);
        assertThat(matrix.rows()).isEqualTo(100);
        assertThat(matrix.columns()).isEqualTo(50);
        assertIdentity(matrix.rows(0, 50));
    }

    @Test
    void invertsWhereThePivotsLieBelowTheDiagonal() {
        int[] swapped = {2, 0, 1};
        Matrix matrix = Matrix.systematic(3, 3).rows(swapped);
        assertIdentity(matrix.times(matrix.inverse()));
    }

    @Test
    void refusesWhatHasNoInverse() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Matrix.vandermonde(3, 3).rows(new int[] {1, 1, 2}).inverse())
                .withMessage("the matrix is singular");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Matrix.vandermonde(3, 2).inverse())
                .withMessage("a matrix of 3 × 2 has no inverse");
    }

    @Test
    void refusesAProductOfUnfitSizes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Matrix.vandermonde(3, 2).times(Matrix.vandermonde(3, 2)))
                .withMessage("2 columns cannot be multiplied with 3 rows");
    }

    private static void assertIdentity(Matrix matrix) {
        for (int r = 0; r < matrix.rows(); r++) {
            for (int c = 0; c < matrix.columns(); c++) {
                assertThat(matrix.at(r, c)).isEqualTo(r == c ? 1 : 0);
            }
        }
    }
}
