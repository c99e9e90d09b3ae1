package io.github.nannybooking.platform.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.junit.jupiter.api.Test;

class InstanceTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Instance instance = new Instance(context);
    private final List<Boolean> told = new ArrayList<>();

    @Test
    void should_continue_until_it_is_being_stopped() throws Exception {
        context.addService(new ServiceSupport() {
            @Override
            protected void doStop() {
                told.add(instance.isRunning());
            }
        });

        context.start();
        told.add(instance.isRunning());
        context.stop();

        assertThat(told).containsExactly(true, false);
    }
}
