-- Segregationsindex über die Gemeinden jedes Gebiets; eine einzelne Gemeinde hat keinen.
SELECT area, period,
       CASE WHEN count(*) > 1 THEN segregation(sgb2_kinder_u15, bev_u15) END AS numerator,
       1 AS denominator
FROM gemeinden
GROUP BY area, period
