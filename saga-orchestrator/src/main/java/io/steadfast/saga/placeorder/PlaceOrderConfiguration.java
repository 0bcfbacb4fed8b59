package io.steadfast.saga.placeorder;

import io.steadfast.saga.engine.Patience;
import io.steadfast.saga.engine.SagaDefinition;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PlaceOrderConfiguration.Waits.class)
class PlaceOrderConfiguration {

    /**
     * How long unanswered commands wait. A participant's silence makes an order's saga stuck after the sum of all
     * attempts' waits; it never cancels the order.
     *
     * @param firstResend how long the first attempt waits; each further one waits twice as long
     * @param attempts how often a command is sent before its silence makes the saga stuck
     * @param longest the longest that any attempt waits
     */
    @ConfigurationProperties("steadfast.place-order")
    record Waits(
            @DefaultValue("10s") Duration firstResend,
            @DefaultValue("4") int attempts,
            @DefaultValue("80s") Duration longest) {

        Patience patience() {
            return new Patience(firstResend, attempts, longest);
        }
    }

    @Bean
    SagaDefinition<?> placeOrder(Waits waits) {
        return PlaceOrder.definition(waits.patience());
    }
}
