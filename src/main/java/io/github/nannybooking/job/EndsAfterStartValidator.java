package io.github.nannybooking.job;

import static java.time.temporal.ChronoField.YEAR;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalQuery;

/** Validates {@link EndsAfterStart}. */
public final class EndsAfterStartValidator implements ConstraintValidator<EndsAfterStart, NewJob> {

    /** Years have four digits and no sign; February 30 is invalid. */
    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .appendValue(YEAR, 4)
            .appendPattern("-MM-dd")
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm[:ss]").withResolverStyle(ResolverStyle.STRICT);

    @Override
    public boolean isValid(NewJob job, ConstraintValidatorContext context) {
        context.disableDefaultConstraintViolation();
        LocalDate startDate = date("startDate", job.startDate(), context);
        LocalDate endDate = date("endDate", job.endDate(), context);
        LocalTime startTime = time("startTime", job.startTime(), context);
        LocalTime endTime = time("endTime", job.endTime(), context);
        if (startDate == null || endDate == null || startTime == null || endTime == null) {
            return false;
        }
        if (LocalDateTime.of(endDate, endTime).isAfter(LocalDateTime.of(startDate, startTime))) {
            return true;
        }
        String field = endDate.equals(startDate) ? "endTime" : "endDate";
        addViolation(field, context.getDefaultConstraintMessageTemplate(), context);
        return false;
    }

    private static LocalDate date(String field, String text, ConstraintValidatorContext context) {
        return read(field, text, DATE, LocalDate::from, "must be a date as 2026-12-05", context);
    }

    private static LocalTime time(String field, String text, ConstraintValidatorContext context) {
        return read(field, text, TIME, LocalTime::from, "must be a time as 17:30 or 17:30:00", context);
    }

    /** Returns null, and adds a violation, if the text is missing or invalid. */
    private static <T> T read(
            String field,
            String text,
            DateTimeFormatter format,
            TemporalQuery<T> query,
            String message,
            ConstraintValidatorContext context) {
        try {
            if (text != null) {
                return format.parse(text, query);
            }
        } catch (DateTimeException unreadable) {
            // reported like a missing value
        }
        addViolation(field, message, context);
        return null;
    }

    private static void addViolation(String field, String message, ConstraintValidatorContext context) {
        context.buildConstraintViolationWithTemplate(message)
                .addPropertyNode(field)
                .addConstraintViolation();
    }
}
