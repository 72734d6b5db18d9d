SELECT
  `t1`.`_office`,
  SUM(CAST(`t1`.`_inside` AS BIGINT)) AS `seen`,
  SUM(CAST(`t1`.`w0` AS INT)) AS `m0_meeting`,
  SUM(CAST(`t1`.`w0` AND (
    `t1`.`c0` IS NOT NULL
  ) AS INT)) AS `m0_filled`,
  MIN(IF(`t1`.`w0` AND (
    `t1`.`c0` IS NOT NULL
  ), `t1`.`c0`, NULL)) AS `m0_amount`
FROM (
  SELECT
    `t0`.`place`,
    `t0`.`received`,
    `t0`.`served`,
    `t0`.`kind`,
    `t0`.`days`,
    `t0`.`fee`,
    `t0`.`score`,
    `t0`.`open`,
    SUBSTRING(`t0`.`place`, IF((
      0 + 1
    ) >= 1, 0 + 1, 0 + 1 + LENGTH(`t0`.`place`)), 8) AS `_office`,
    `t0`.`received` BETWEEN MAKE_DATE(2024, 1, 1) AND MAKE_DATE(2024, 3, 31) AS `_inside`,
    `t0`.`received` BETWEEN MAKE_DATE(2024, 1, 1) AND MAKE_DATE(2024, 3, 31)
    AND COALESCE(
      (
        `t0`.`kind` = 'a'
      )
      AND (
        DATEDIFF(DAY, `t0`.`received`, `t0`.`served`) <= 3
      )
      AND (
        `t0`.`served` <= (
          `t0`.`received` + CAST(CONCAT(CAST(3 AS BIGINT), ' days') AS INTERVAL)
        )
      ),
      FALSE
    ) AS `w0`,
    `t0`.`fee` AS `c0`
  FROM `letters` AS `t0`
  WHERE
    LENGTH(`t0`.`place`) >= 8
) AS `t1`
GROUP BY
  1
