package io.github.nannybooking.platform.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nannybooking.platform.startup.InstanceConfiguration.Instance;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.junit.jupiter.api.Test;

class InstanceTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Instance instance = new Instance(context);
    private final List<Boolean> states = new ArrayList<>();

    @Test
    void should_run_until_the_shutdown_begins() throws Exception {
        context.addService(new ServiceSupport() {
            @Override
            protected void doStop() {
                states.add(instance.isRunning());
            }
        });

        context.start();
        states.add(instance.isRunning());
        context.stop();

        assertThat(states).containsExactly(true, false);
    }
}
