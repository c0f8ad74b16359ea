@NullMarked
package io.slime.gateway.s3.form;

import org.jspecify.annotations.NullMarked;
