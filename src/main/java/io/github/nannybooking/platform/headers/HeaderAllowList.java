package io.github.nannybooking.platform.headers;

import java.util.Set;
import org.apache.camel.support.DefaultHeaderFilterStrategy;

/**
 * Passes only named headers. Camel's own strategies exclude some headers and pass all others. Then a header or a message
 * attribute of any sender could control Camel ({@code CamelAwsSqsReceiptHandle}), and headers such as Authorization would
 * leak to other systems.
 */
public final class HeaderAllowList extends DefaultHeaderFilterStrategy {

    private HeaderAllowList(Set<String> out) {
        setFilterOnMatch(false);
        setOutFilter(out);
    }

    /** Passes no incoming header, and only the outgoing headers {@code names}, which are case-sensitive. */
    public static HeaderAllowList out(String... names) {
        return new HeaderAllowList(Set.of(names));
    }
}
