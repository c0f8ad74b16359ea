/** How contents are to be coded: by the cluster, by storage class, by bucket; and which are not. */
@NullMarked
package io.slime.metadata.redundancy;

import org.jspecify.annotations.NullMarked;
