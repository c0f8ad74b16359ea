/** What uses a content: versions, and parts of uploads that go on. */
@NullMarked
package io.slime.metadata.reference;

import org.jspecify.annotations.NullMarked;
