SELECT
  "t1"."_office",
  COUNT(*) FILTER(WHERE
    "t1"."_inside") AS "seen",
  SUM(CAST("t1"."w0" AS INT)) AS "m0_meeting"
FROM (
  SELECT
    "t0"."place",
    "t0"."received",
    "t0"."served",
    "t0"."kind",
    "t0"."days",
    "t0"."fee",
    "t0"."score",
    "t0"."open",
    SUBSTRING(
      "t0"."place",
      CASE WHEN (
        0 + 1
      ) >= 1 THEN 0 + 1 ELSE 0 + 1 + LENGTH("t0"."place") END,
      8
    ) AS "_office",
    "t0"."received" BETWEEN MAKE_DATE(2024, 1, 1) AND MAKE_DATE(2024, 3, 31) AS "_inside",
    "t0"."received" BETWEEN MAKE_DATE(2024, 1, 1) AND MAKE_DATE(2024, 3, 31)
    AND COALESCE(
      (
        "t0"."kind" = 'a'
      )
      AND (
        DATE_DIFF('DAY', "t0"."received", "t0"."served") <= 3
      )
      AND (
        "t0"."served" <= (
          "t0"."received" + TO_DAYS(CAST(3 AS BIGINT))
        )
      ),
      FALSE
    ) AS "w0"
  FROM "letters" AS "t0"
  WHERE
    LENGTH("t0"."place") >= 8
) AS "t1"
GROUP BY
  1
