/** Lists page by page: the parameters of a query, the cursor, and the page that DynamoDB gives. */
package io.github.nannybooking.platform.http.paging;
