SELECT
  "LEFT"("t1"."place", 8) AS "_office",
  EXTRACT(quarter FROM "t1"."received") AS "_span",
  COUNT(*) AS "seen",
  COUNT(*) FILTER(WHERE
    (
      "t1"."kind" = 'a'
    )
    AND (
      DATE_DIFF('DAY', "t1"."received", "t1"."served") <= 3
    )
    AND (
      "t1"."served" <= (
        "t1"."received" + TO_DAYS(CAST(3 AS BIGINT))
      )
    )) AS "m0_meeting",
  COUNT(*) FILTER(WHERE
    (
      "t1"."kind" = 'a'
    )
    AND (
      DATE_DIFF('DAY', "t1"."received", "t1"."served") <= 3
    )
    AND (
      "t1"."served" <= (
        "t1"."received" + TO_DAYS(CAST(3 AS BIGINT))
      )
    )
    AND (
      "t1"."place" IS NOT NULL
    )) AS "m0_filled",
  COUNT(DISTINCT "t1"."place") FILTER(WHERE
    (
      "t1"."kind" = 'a'
    )
    AND (
      DATE_DIFF('DAY', "t1"."received", "t1"."served") <= 3
    )
    AND (
      "t1"."served" <= (
        "t1"."received" + TO_DAYS(CAST(3 AS BIGINT))
      )
    )
    AND (
      "t1"."place" IS NOT NULL
    )) AS "m0_amount"
FROM (
  SELECT
    *
  FROM "letters" AS "t0"
  WHERE
    "t0"."received" BETWEEN MAKE_DATE(2024, 1, 1) AND MAKE_DATE(2024, 3, 31)
    AND LENGTH("t0"."place") >= 8
) AS "t1"
GROUP BY
  1,
  2
