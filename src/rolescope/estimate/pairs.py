"""Skills that go together: co-occurrence in postings with lift, ranked by its lower limit."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
from scipy import stats

from rolescope.storage import database
from rolescope.tables import PAIRS

MIN_POSTINGS = 10
MIN_EMPLOYERS = 5
MIN_SHARE = 0.01


def estimate_pairs(folder: Path, scratch: Path, variable: str, coder: str, level: float) -> pa.Table:
    """Pairs of values that stand in the same families.

    lift = n_ab · n / (n_a · n_b). Its limits are those of its logarithm by the delta method on multinomial
    counts, widened by the mean number d of families that an employer has among the pair's:
    log lift ± z · √((1/n_ab − 1/n_a − 1/n_b + 1/n + 2 (lift − 1)/n) · d).

    Parameters
    ----------
    folder, scratch
        Output folder of a run, and a folder for what does not fit in memory.
    variable, coder
        Whose codes of what; mentions in section other do not count.
    level
        Confidence level.

    Returns
    -------
    pyarrow.Table
        Rows of `tables.PAIRS` with at least `MIN_POSTINGS` families and `MIN_EMPLOYERS` employers, the
        highest lower limit first.

    References
    ----------
    Agresti (2013), Categorical Data Analysis, section 3.1: the variance of a log ratio of proportions.
    """
    with database(folder, scratch) as sql:
        sql.execute(
            """
            create temp table held as
            select distinct p.family_id, p.employer, c.value
            from codings c
            join (
                select posting_id, family_id, min(employer_id) over (partition by family_id) as employer from postings
            ) p using (posting_id)
            where c.variable = $variable and c.coder = $coder and c.section <> 'other'
            """,
            {"variable": variable, "coder": coder},
        )
        rows = sql.execute(
            """
            with total as (select count(distinct family_id)::double as n from postings),
            single as (select value, count(*)::double as n from held group by value having count(*) >= $least),
            pair as (
                select a.value as one, b.value as other, count(*)::double as together,
                    count(distinct a.employer) as employers
                from held a join held b on a.family_id = b.family_id and a.value < b.value
                where a.value in (select value from single where n >= $share * (select n from total))
                    and b.value in (select value from single where n >= $share * (select n from total))
                group by all having count(*) >= $least and count(distinct a.employer) >= $employers
            )
            select one, other, together, employers, s.n, t.n, total.n
            from pair join single s on s.value = one join single t on t.value = other, total
            order by one, other
            """,
            {"least": MIN_POSTINGS, "employers": MIN_EMPLOYERS, "share": MIN_SHARE},
        ).fetchnumpy()
    both, n_one, n_other, n = (np.asarray(rows[k], float) for k in ("together", "n", "n_1", "n_2"))
    employers = np.asarray(rows["employers"], float)
    lift = both * n / (n_one * n_other)
    spread = (1 / both - 1 / n_one - 1 / n_other + 1 / n + 2 * (lift - 1) / n) * (both / employers)
    reach = stats.norm.ppf(1 - (1 - level) / 2) * np.sqrt(np.maximum(spread, 0))
    table = pa.table(
        {
            "variable": [variable] * len(both),
            "value": [str(v) for v in rows["one"]],
            "other": [str(v) for v in rows["other"]],
            "count": both.astype(np.int64),
            "n_employers": employers.astype(np.int64),
            "n": n.astype(np.int64),
            "lift": lift,
            "low": lift * np.exp(-reach),
            "high": lift * np.exp(reach),
            "level": [level] * len(both),
        },
        schema=PAIRS,
    )
    return table.sort_by([("low", "descending"), ("value", "ascending"), ("other", "ascending")])
