package io.github.nannybooking.contract;

import com.networknt.schema.regex.RegularExpression;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.ScriptableObject;

/** A regular expression of JavaScript without the flag u: it matches UTF-16 code units. */
final class JavaScriptPattern implements RegularExpression {

    private final ScriptableObject scope;
    private final Function test;

    JavaScriptPattern(String pattern) {
        try (Context context = Context.enter()) {
            scope = context.initStandardObjects();
            scope.put("pattern", scope, pattern);
            test = (Function) context.evaluateString(
                    scope,
                    "var expression = new RegExp(pattern); (function (text) { return expression.test(text); })",
                    "pattern",
                    1,
                    null);
        }
    }

    @Override
    public boolean matches(String text) {
        try (Context context = Context.enter()) {
            return Context.toBoolean(test.call(context, scope, scope, new Object[] {text}));
        }
    }
}
