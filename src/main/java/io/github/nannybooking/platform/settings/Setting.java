package io.github.nannybooking.platform.settings;

import io.github.nannybooking.platform.settings.Bounds.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.util.IOHelper;
import org.apache.camel.util.SensitiveUtils;
import org.apache.camel.util.URISupport;

/**
 * A setting, which two lines of application.properties describe.
 *
 * @param byDefault may contain placeholders of other settings
 * @param environment the names of the environment variables that set it; the first takes precedence
 * @param comment its description, without its bounds
 */
public record Setting(String key, String byDefault, List<String> environment, Bounds bounds, String comment) {

    private static final Pattern COMMENT = Pattern.compile("# (\\S.*) \\(([^()]+)\\)");
    private static final Pattern OTHER_NAME = Pattern.compile("\\{\\{env:(\\w+):(.*)}}");

    /** Matches a part of a key without hyphens and dots. */
    private static final Pattern SENSITIVE = Pattern.compile(SensitiveUtils.getSensitivePattern());

    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/?#]*@");

    /**
     * @param value the default, or {@code {{env:NAME:default}}} if the variable NAME sets it as well
     * @param comment a line: {@code # description (bounds)}
     * @throws InvalidSettingException if the comment is not such a line, or its bounds don't allow the default
     */
    static Setting of(String key, String value, String comment) {
        Matcher described = COMMENT.matcher(comment);
        if (!described.matches()) {
            throw new InvalidSettingException(
                    "a comment in the line above must describe it, and end with its bounds in brackets: # ... (1 to 10)");
        }
        Matcher other = OTHER_NAME.matcher(value);
        List<String> environment = new ArrayList<>();
        environment.add(environmentName(key));
        String byDefault = value;
        if (other.matches()) {
            environment.add(other.group(1));
            byDefault = other.group(2);
        }
        Setting setting = new Setting(
                key, byDefault, List.copyOf(environment), Bounds.of(described.group(2)), described.group(1));
        if (!byDefault.contains("{{")) {
            setting.check(byDefault);
        }
        return setting;
    }

    /** {@code BOOKING_DECLINE_BATCH_SIZE} for {@code booking.decline.batch-size}, as Camel derives it. */
    static String environmentName(String key) {
        return IOHelper.normalizeEnvironmentVariable(key);
    }

    /** @throws InvalidSettingException if the bounds don't allow the value */
    void check(String value) {
        if (!bounds.allow(value)) {
            throw refusal("", value);
        }
    }

    /**
     * The reason to reject a value: with the key, the environment, the bounds and the value.
     *
     * @param because a condition beside the bounds, such as {@code ", as booking.auth is jwt"}; empty if there is none
     */
    public InvalidSettingException refusal(String because, String value) {
        return new InvalidSettingException(
                "%s must be %s%s, but is '%s'".formatted(named(), bounds.requirement(), because, shown(value)));
    }

    /** In an error: {@code booking.http-port (BOOKING_HTTP_PORT or HTTP_PORT)}. */
    public String named() {
        return "%s (%s)".formatted(key, String.join(" or ", environment));
    }

    /** A value for the log: without control characters, secrets, and secrets in URLs. */
    public String shown(String value) {
        String line = value.replaceAll("\\p{Cntrl}", " ");
        if (!(bounds instanceof Words words)) {
            return line;
        }
        boolean secret = words.text().startsWith("a secret")
                || SENSITIVE
                        .matcher(key.toLowerCase(Locale.ROOT).replaceAll("[.-]", ""))
                        .find();
        return secret && !line.isEmpty()
                ? "xxxxxx"
                : USER_INFO.matcher(URISupport.sanitizeUri(line)).replaceAll("xxxxxx@");
    }
}
