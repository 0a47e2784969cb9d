-- The first row of every key counts.
CREATE TABLE sides AS
SELECT part, filled(key) AS key, row, filled(team) AS team, filled(segment) AS segment,
       filled(source) AS source, filled(series) AS series
FROM (
    SELECT 'products' AS part, * FROM raw_products
    UNION ALL SELECT 'accounts', * FROM raw_accounts
    UNION ALL SELECT 'people', * FROM raw_people
)
WHERE filled(key) IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY part, filled(key) ORDER BY row) = 1;

-- A key that no row holds is read as the only one that is the same but for case and spaces.
CREATE TABLE key_fix AS
WITH referred AS (
    SELECT DISTINCT 'products' AS part, product AS key FROM clean WHERE product IS NOT NULL
    UNION ALL SELECT DISTINCT 'accounts', account FROM clean WHERE account IS NOT NULL
    UNION ALL SELECT DISTINCT 'people', owner FROM clean WHERE owner IS NOT NULL
), alike AS (
    SELECT part, plain(key) AS plain_key, min(key) AS key FROM sides
    GROUP BY part, plain(key) HAVING count(*) = 1
)
SELECT part, referred.key AS before, alike.key AS after
FROM referred JOIN alike USING (part)
WHERE plain(referred.key) = alike.plain_key AND referred.key <> alike.key
  AND NOT EXISTS (FROM sides WHERE sides.part = referred.part AND sides.key = referred.key);

CREATE VIEW joined AS
SELECT
    deal.* EXCLUDE (team, segment, source, series) REPLACE (
        coalesce(product_fix.after, deal.product) AS product,
        coalesce(account_fix.after, deal.account) AS account,
        coalesce(owner_fix.after, deal.owner) AS owner
    ),
    deal.product AS product_before, deal.account AS account_before, deal.owner AS owner_before,
    coalesce(deal.team, person.team, account.team, product.team) AS team,
    coalesce(deal.segment, account.segment, product.segment, person.segment) AS segment,
    coalesce(deal.source, account.source, product.source, person.source) AS source,
    coalesce(deal.series, product.series, account.series, person.series) AS series
FROM clean AS deal
LEFT JOIN key_fix AS product_fix
    ON product_fix.part = 'products' AND product_fix.before = deal.product
LEFT JOIN key_fix AS account_fix
    ON account_fix.part = 'accounts' AND account_fix.before = deal.account
LEFT JOIN key_fix AS owner_fix ON owner_fix.part = 'people' AND owner_fix.before = deal.owner
LEFT JOIN sides AS product
    ON product.part = 'products' AND product.key = coalesce(product_fix.after, deal.product)
LEFT JOIN sides AS account
    ON account.part = 'accounts' AND account.key = coalesce(account_fix.after, deal.account)
LEFT JOIN sides AS person
    ON person.part = 'people' AND person.key = coalesce(owner_fix.after, deal.owner);
