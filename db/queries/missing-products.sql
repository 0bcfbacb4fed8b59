-- Which products were missing most often in the last 24 hours, and how many pieces of them?
-- Run: ./run sql "$(cat db/queries/missing-products.sql)"

select ltrim(short[1], ', ') as product_id, count(*) as orders, sum(short[2]::bigint - short[3]::bigint) as pieces_missing
from sagas.saga_timeline
     cross join lateral regexp_matches(
         substr(detail ->> 'reason', length('out of stock: ') + 1),
         '(.+?) \(requested (\d+), available (\d+)\)', 'g') as short
where event = 'failed' and detail ->> 'reason' like 'out of stock: %' and at > now() - interval '24 hours'
group by product_id
order by orders desc, pieces_missing desc
limit 20
