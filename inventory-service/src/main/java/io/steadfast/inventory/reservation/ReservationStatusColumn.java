package io.steadfast.inventory.reservation;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** In SQL a status has the same lower-case name as on the wire. */
@Converter(autoApply = true)
class ReservationStatusColumn implements AttributeConverter<ReservationStatus, String> {

    @Override
    public String convertToDatabaseColumn(ReservationStatus status) {
        return status.lowerCase();
    }

    @Override
    public ReservationStatus convertToEntityAttribute(String column) {
        return ReservationStatus.valueOf(column.toUpperCase(Locale.ROOT));
    }
}
