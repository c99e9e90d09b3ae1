package io.github.nannybooking.dev.reload;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.DataFormat;
import org.apache.camel.spi.ExchangeFormatter;
import org.apache.camel.support.RoutePolicySupport;

/** A bean of a route file in all the roles that a bean can have in a route. */
public final class Greeting extends RoutePolicySupport implements Processor, ExchangeFormatter, DataFormat {

    private String text;

    public Greeting() {}

    public Greeting(Greeting other) {
        setOther(other);
    }

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }

    public void setOther(Greeting other) {
        this.text = other.text;
    }

    public void close() {
        text = "closed";
    }

    @Override
    public void process(Exchange exchange) {
        exchange.getMessage().setBody(text);
    }

    @Override
    public String format(Exchange exchange) {
        process(exchange);
        return text;
    }

    @Override
    public void marshal(Exchange exchange, Object graph, OutputStream stream) throws Exception {
        stream.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Object unmarshal(Exchange exchange, InputStream stream) {
        return text;
    }

    @Override
    public void onExchangeBegin(Route route, Exchange exchange) {
        exchange.setProperty("policy", text);
    }
}
