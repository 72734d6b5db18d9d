SELECT
  LEFT(`t1`.`place`, 8) AS `_office`,
  EXTRACT(quarter FROM `t1`.`received`) AS `_span`,
  COUNT(*) AS `seen`,
  SUM(
    CAST((
      `t1`.`kind` = 'a'
    )
    AND (
      DATEDIFF(DAY, `t1`.`received`, `t1`.`served`) <= 3
    )
    AND (
      `t1`.`served` <= (
        `t1`.`received` + CAST(CONCAT(CAST(3 AS BIGINT), ' days') AS INTERVAL)
      )
    ) AS BIGINT)
  ) AS `m0_meeting`,
  SUM(
    CAST((
      `t1`.`kind` = 'a'
    )
    AND (
      DATEDIFF(DAY, `t1`.`received`, `t1`.`served`) <= 3
    )
    AND (
      `t1`.`served` <= (
        `t1`.`received` + CAST(CONCAT(CAST(3 AS BIGINT), ' days') AS INTERVAL)
      )
    )
    AND (
      `t1`.`fee` IS NOT NULL
    ) AS BIGINT)
  ) AS `m0_filled`,
  MAX(
    IF(
      (
        `t1`.`kind` = 'a'
      )
      AND (
        DATEDIFF(DAY, `t1`.`received`, `t1`.`served`) <= 3
      )
      AND (
        `t1`.`served` <= (
          `t1`.`received` + CAST(CONCAT(CAST(3 AS BIGINT), ' days') AS INTERVAL)
        )
      )
      AND (
        `t1`.`fee` IS NOT NULL
      ),
      `t1`.`fee`,
      NULL
    )
  ) AS `m0_amount`
FROM (
  SELECT
    *
  FROM `letters` AS `t0`
  WHERE
    `t0`.`received` BETWEEN MAKE_DATE(2024, 1, 1) AND MAKE_DATE(2024, 3, 31)
    AND LENGTH(`t0`.`place`) >= 8
) AS `t1`
GROUP BY
  1,
  2
