-- Every row is kept, or set aside for the first reason that holds.
CREATE TABLE faults AS
WITH typed AS (
    SELECT *,
        read_as(created_text, getvariable('created_format')) AS created,
        read_as(closed_text, getvariable('closed_format')) AS closed,
        as_number(bare(amount_text)) AS amount,
        outcome_of(coalesce(outcome, stage)) AS result
    FROM joined
)
SELECT *,
    CASE
        WHEN id IS NULL THEN 'no deal id'
        WHEN stage IS NULL AND outcome IS NULL THEN 'no stage'
        WHEN created_text IS NOT NULL AND created IS NULL THEN 'entry date not readable'
        WHEN closed_text IS NOT NULL AND closed IS NULL THEN 'close date not readable'
        WHEN result <> 'open' AND closed < created THEN 'closed before entry'
        WHEN amount_text IS NOT NULL AND (amount IS NULL OR NOT isfinite(amount))
            THEN 'amount not a number'
        WHEN amount < 0 THEN 'amount below zero'
    END AS fault
FROM typed;

-- Of the rows of one deal the first usable one counts.
CREATE TABLE twice AS
SELECT id, min({'ordinal': ordinal, 'row': row}) AS first
FROM faults WHERE fault IS NULL GROUP BY id HAVING count(*) > 1;

CREATE VIEW judged AS
SELECT faults.* EXCLUDE (fault),
    CASE
        WHEN fault IS NULL AND first <> {'ordinal': ordinal, 'row': row} THEN 'deal id twice'
        ELSE fault
    END AS reason
FROM faults LEFT JOIN twice ON faults.id = twice.id;

CREATE TABLE rejects AS
SELECT ordinal, file, row, reason,
    'Row ' || row || ': ' || CASE reason
        WHEN 'no deal id' THEN 'the deal has no id.'
        WHEN 'no stage' THEN 'the deal has no stage.'
        WHEN 'entry date not readable'
            THEN 'the entry date "' || left(created_text, 40) || '" cannot be read as a date.'
        WHEN 'close date not readable'
            THEN 'the close date "' || left(closed_text, 40) || '" cannot be read as a date.'
        WHEN 'closed before entry' THEN 'the close date lies before the entry date.'
        WHEN 'amount not a number'
            THEN 'the amount "' || left(amount_text, 40) || '" is not a finite number.'
        WHEN 'amount below zero' THEN 'the amount ' || left(amount_text, 40) || ' is below zero.'
        WHEN 'deal id twice'
            THEN 'the deal id ' || left(id, 40) || ' stands in an earlier row already.'
    END || ' Skip the row or fix the file.' AS sentence
FROM judged WHERE reason IS NOT NULL
UNION ALL
SELECT ordinal, file, row, 'wrong number of values',
    'Row ' || row || ': it has ' || found || ' values where the header has ' || expected
    || ' columns. Skip the row or fix the file.'
FROM ragged;

CREATE VIEW kept AS
SELECT * EXCLUDE (reason),
    CASE WHEN result <> 'open' THEN date_diff('day', created, closed) END AS days
FROM judged WHERE reason IS NULL;
