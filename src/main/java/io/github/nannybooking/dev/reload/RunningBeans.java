package io.github.nannybooking.dev.reload;

import io.github.nannybooking.dev.check.Finding;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.spi.Language;
import org.apache.camel.support.CamelContextHelper;

/** The beans and the data formats that route files define. Camel does not tell which routes and other beans use them. */
final class RunningBeans {

    private final CamelContext context;
    private final Model model;
    private int usedTexts;

    RunningBeans(CamelContext context) {
        this.context = context;
        this.model = context.getCamelContextExtension().getContextPlugin(Model.class);
    }

    /** @throws RejectedException if a bean of the file would replace one of Java, which Camel closes and can't bring back */
    void checkNames(SavedFile file) throws RejectedException {
        for (String bean : file.beans()) {
            if (!isInFile(bean) && context.getRegistry().lookupByName(bean) != null) {
                throw new RejectedException(
                        new Finding(
                                file.file(),
                                file.lineOf(bean, 1).orElse(1),
                                "restart the application to replace its bean '" + bean + "', or choose another name"),
                        null);
            }
        }
    }

    private boolean isInFile(String bean) {
        return model.getCustomBeans().stream().anyMatch(known -> known.getName().equals(bean));
    }

    /** Removes the beans and the data formats, and what Camel would keep with them for the next routes. No route may run. */
    void remove() throws Exception {
        // their options may name beans
        context.removeEndpoints("*");
        forgetExpressions();
        model.getCustomBeans().forEach(bean -> context.getRegistry().unbind(bean.getName()));
        model.getCustomBeans().clear();
        model.getDataFormats().keySet().forEach(context.getRegistry()::unbind);
        model.getDataFormats().clear();
    }

    /**
     * Camel reuses an expression for each equal text, with the bean of its {@code ${bean:...}}. Camel 4.18.0 empties this
     * cache at no time, not even when the language stops: only other texts, each used once, remove an expression.
     */
    private void forgetExpressions() {
        Language simple = context.resolveLanguage("simple");
        for (int i = 0; i < CamelContextHelper.getMaximumSimpleCacheSize(context); i++) {
            String text = "'' == " + usedTexts++;
            simple.createExpression(text);
            simple.createPredicate(text);
        }
    }
}
