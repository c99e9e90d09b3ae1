package io.github.nannybooking.platform.headers;

import java.util.Set;
import org.apache.camel.support.DefaultHeaderFilterStrategy;

/**
 * Lets only named headers pass. Camel's own strategies let all pass but some: then a stranger's header or message
 * attribute steers Camel ({@code CamelAwsSqsReceiptHandle}), and ours (Authorization) leak into other systems.
 */
public final class HeaderAllowList extends DefaultHeaderFilterStrategy {

    private HeaderAllowList(Set<String> out) {
        setFilterOnMatch(false);
        setOutFilter(out);
    }

    /** Lets nothing in, and only {@code names} out, compared to the letter. */
    public static HeaderAllowList out(String... names) {
        return new HeaderAllowList(Set.of(names));
    }
}
