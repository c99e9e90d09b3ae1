/** Lists page by page: the parameters of a query, the length of a page, and the cursor. */
package io.github.nannybooking.platform.http.paging;
