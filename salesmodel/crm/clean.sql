-- Text as it stands becomes trimmed text; a blank is no value.
CREATE MACRO filled(value) AS nullif(trim(value, chr(32) || chr(9) || chr(10) || chr(13) || chr(160)), '');
-- Two keys are the same but for case, spaces and punctuation between words.
CREATE MACRO plain(value) AS lower(regexp_replace(value, '[\s_.\-]+', '', 'g'));
-- A date of this century or the end of the last, or nothing.
CREATE MACRO read_as(value, format) AS
    CASE WHEN year(try_strptime(filled(value), format)) BETWEEN 1970 AND 2100
         THEN try_strptime(filled(value), format)::DATE END;
-- 1234.5, 1,234.50, 1.234,50, 12,5, with or without a currency sign or code.
CREATE MACRO bare(value) AS
    regexp_replace(value, '[\s$€£¥\x{00A0}\x{202F}]|\b[A-Z]{3}\b', '', 'g');
CREATE MACRO as_number(value) AS try_cast(
    CASE
        WHEN regexp_full_match(value, '[-+]?\d{1,3}(,\d{3})+(\.\d*)?') THEN replace(value, ',', '')
        WHEN regexp_full_match(value, '[-+]?\d{1,3}(\.\d{3})+,\d+|[-+]?\d{1,3}(\.\d{3}){2,}')
            THEN replace(replace(value, '.', ''), ',', '.')
        WHEN regexp_full_match(value, '[-+]?\d+,\d{1,2}') THEN replace(value, ',', '.')
        WHEN regexp_full_match(value, '[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?') THEN value
    END AS DOUBLE);
-- The words of a stage that close a deal: "Won", "Closed Won", "closedlost", "6. Closed - no decision".
CREATE MACRO outcome_of(value) AS
    CASE
        WHEN regexp_matches(lower(value), '^[\W_\d]*((closed|deal)[\W_]*)?won\b') THEN 'won'
        WHEN regexp_matches(lower(value), '^[\W_\d]*((closed|deal)[\W_]*)?(lost|no[\W_]*decision)\b') THEN 'lost'
        ELSE 'open'
    END;

CREATE VIEW clean AS
SELECT
    ordinal, file, row,
    filled(id) AS id, filled(owner) AS owner, filled(team) AS team, filled(account) AS account,
    filled(segment) AS segment, filled(source) AS source, filled(product) AS product,
    filled(series) AS series, filled(stage) AS stage, filled(outcome) AS outcome,
    filled(created) AS created_text, filled(closed) AS closed_text, filled(amount) AS amount_text
FROM raw_deals;
