/** Lists, page by page. */
@NullMarked
package io.steadfast.web.paging;

import org.jspecify.annotations.NullMarked;
