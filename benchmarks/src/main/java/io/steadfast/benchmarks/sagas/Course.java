package io.steadfast.benchmarks.sagas;

import io.steadfast.benchmarks.system.Database;
import java.sql.SQLException;
import java.util.List;

/**
 * How the orders of some time went, second by second, read from the tables afterwards, so that watching costs nothing.
 * Times are those that the services wrote into their rows, in milliseconds from the order's.
 */
record Course(
        List<Second> seconds, double confirmedP50, double confirmedP99, double completedP50, double completedP99) {

    /**
     * One second.
     *
     * @param open orders placed and not completed at its end
     */
    record Second(double placed, double completed, double open, double confirmedP50, double confirmedP99) {}

    private static final String ORDERS = """
            with o as (
                select floor(extract(epoch from orders.created_at) - ?) as placed,
                       floor(extract(epoch from saga.finished_at) - ?) as completed,
                       extract(epoch from orders.updated_at - orders.created_at) * 1000 as confirmed_ms,
                       extract(epoch from saga.finished_at - orders.created_at) * 1000 as completed_ms
                from orders.orders
                     join sagas.saga on saga.business_key = orders.id::text
                where orders.created_at >= to_timestamp(?))""";

    private static final String SECONDS = ORDERS + """

            , placed as (
                select placed as second, count(*) as orders,
                       percentile_disc(0.50) within group (order by confirmed_ms) as p50,
                       percentile_disc(0.99) within group (order by confirmed_ms) as p99
                from o
                group by placed),
            completed as (
                select completed as second, count(*) as orders
                from o
                group by completed)
            select coalesce(placed.orders, 0), coalesce(completed.orders, 0),
                   sum(coalesce(placed.orders, 0) - coalesce(completed.orders, 0)) over (order by second),
                   coalesce(placed.p50, 0), coalesce(placed.p99, 0)
            from generate_series(0, ?::int - 1) as second
                 left join placed using (second)
                 left join completed using (second)
            order by second""";

    private static final String PERCENTILES = ORDERS + """

            select percentile_disc(0.50) within group (order by confirmed_ms),
                   percentile_disc(0.99) within group (order by confirmed_ms),
                   percentile_disc(0.50) within group (order by completed_ms),
                   percentile_disc(0.99) within group (order by completed_ms)
            from o""";

    /** Of so many seconds from a moment by the database's clock, at rest. */
    static Course of(Database database, double begin, long seconds) throws SQLException {
        var each = database.rows(
                row -> new Second(
                        row.getDouble(1), row.getDouble(2), row.getDouble(3), row.getDouble(4), row.getDouble(5)),
                SECONDS,
                begin,
                begin,
                begin,
                seconds);
        return database.rows(
                        row -> new Course(each, row.getDouble(1), row.getDouble(2), row.getDouble(3), row.getDouble(4)),
                        PERCENTILES,
                        begin,
                        begin,
                        begin)
                .get(0);
    }

    double completedPerSecond() {
        return seconds.stream().mapToDouble(Second::completed).average().orElse(0);
    }

    double openAtTheEnd() {
        return seconds.get(seconds.size() - 1).open;
    }

    /** By how many orders a second the backlog grows in the second half: the slope of the line through it. */
    double growth() {
        var half = seconds.subList(seconds.size() / 2, seconds.size());
        return slope(half.stream().mapToDouble(Second::open).toArray());
    }

    /** Of the straight line that comes nearest, by least squares. */
    static double slope(double[] values) {
        var middle = (values.length - 1) / 2.0;
        var above = 0.0;
        var below = 0.0;
        for (var n = 0; n < values.length; n++) {
            above += (n - middle) * values[n];
            below += (n - middle) * (n - middle);
        }
        return below == 0 ? 0 : above / below;
    }
}
