package io.steadfast.order;

import io.steadfast.contracts.OrderStatus;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** In SQL a status has the same lower-case name as on the wire. */
@Converter(autoApply = true)
class OrderStatusColumn implements AttributeConverter<OrderStatus, String> {

    @Override
    public String convertToDatabaseColumn(OrderStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public OrderStatus convertToEntityAttribute(String column) {
        return OrderStatus.valueOf(column.toUpperCase(Locale.ROOT));
    }
}
