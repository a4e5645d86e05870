"""The public tables: their Arrow schemas, what each column means, and how they are stored.

Every table is a Parquet file with a fixed name and sorted rows in the output folder of a run.
`docs/reference/tables.md` says what each column means; a test holds it against these schemas.
"""

from __future__ import annotations

import pyarrow as pa

PLACE = pa.struct(
    [
        ("raw", pa.string()),
        ("city", pa.string()),
        ("region", pa.string()),
        ("country", pa.string()),
        ("metro", pa.string()),
    ]
)

RAW = pa.schema(
    [
        ("source", pa.string()),
        ("source_id", pa.string()),
        ("frame_id", pa.string()),
        ("wave", pa.string()),
        ("url", pa.string()),
        ("title", pa.string()),
        ("company", pa.string()),
        ("text", pa.string()),
        ("places", pa.list_(pa.string())),
        ("level", pa.string()),
        ("pay", pa.string()),
        ("work_mode", pa.string()),
        ("employment", pa.string()),
        ("employer_size", pa.string()),
        ("date_posted", pa.string()),
        ("origin", pa.string()),
    ]
)
"""What collectors give: the source's own words, uncleaned; `origin` is the file and place of the record."""

PAGES = pa.schema(
    [
        ("source", pa.string()),
        ("origin", pa.string()),
        ("content", pa.large_binary()),
        ("address", pa.string()),
        ("charset", pa.string()),
        ("frame_id", pa.string()),
        ("wave", pa.string()),
    ]
)
"""Saved pages, from which records are still to be read; `address` and `charset` are what an archive says of them."""

POSTINGS = pa.schema(
    [
        ("posting_id", pa.string()),
        ("frame_id", pa.string()),
        ("wave", pa.string()),
        ("source", pa.string()),
        ("source_id", pa.string()),
        ("url", pa.string()),
        ("title", pa.string()),
        ("role_title", pa.string()),
        ("company", pa.string()),
        ("employer_id", pa.string()),
        ("employer_size", pa.string()),
        ("is_agency", pa.bool_()),
        ("text", pa.string()),
        ("language", pa.string()),
        ("date_posted", pa.date32()),
        ("first_seen", pa.date32()),
        ("last_seen", pa.date32()),
        ("places", pa.list_(PLACE)),
        ("work_mode", pa.string()),
        ("level", pa.string()),
        ("seniority", pa.string()),
        ("years_min", pa.int32()),
        ("employment_type", pa.string()),
        ("pay_min", pa.float64()),
        ("pay_max", pa.float64()),
        ("pay_currency", pa.string()),
        ("pay_period", pa.string()),
        ("pay_quote", pa.string()),
        ("pay_source", pa.string()),
        ("family_id", pa.string()),
        ("weight", pa.float64()),
    ]
)

CODINGS = pa.schema(
    [
        ("posting_id", pa.string()),
        ("coder", pa.string()),
        ("codebook", pa.string()),
        ("variable", pa.string()),
        ("value", pa.string()),
        ("category", pa.string()),
        ("section", pa.string()),
        ("field", pa.string()),
        ("quote", pa.string()),
        ("start_char", pa.int32()),
        ("end_char", pa.int32()),
        ("grounding", pa.string()),
        ("confidence", pa.float64()),
    ]
)

ASSESSMENTS = pa.schema(
    [
        ("posting_id", pa.string()),
        ("coder", pa.string()),
        ("codebook", pa.string()),
        ("variable", pa.string()),
        ("status", pa.string()),
        ("value", pa.string()),
        ("reason", pa.string()),
        ("confidence", pa.float64()),
        ("fold", pa.int32()),
    ]
)

REJECTIONS = pa.schema(
    [
        ("posting_id", pa.string()),
        ("coder", pa.string()),
        ("codebook", pa.string()),
        ("variable", pa.string()),
        ("value", pa.string()),
        ("quote", pa.string()),
        ("reason", pa.string()),
    ]
)

ESTIMATES = pa.schema(
    [
        ("estimate_id", pa.string()),
        ("statistic", pa.string()),
        ("variable", pa.string()),
        ("value", pa.string()),
        ("category", pa.string()),
        ("section_rule", pa.string()),
        ("slice_by", pa.string()),
        ("slice", pa.string()),
        ("unit", pa.string()),
        ("target", pa.string()),
        ("method", pa.string()),
        ("coder", pa.string()),
        ("codebook", pa.string()),
        ("base", pa.string()),
        ("n", pa.int64()),
        ("n_employers", pa.int64()),
        ("n_effective", pa.float64()),
        ("deff", pa.float64()),
        ("n_uncoded", pa.int64()),
        ("n_gold", pa.int64()),
        ("count", pa.int64()),
        ("share", pa.float64()),
        ("low", pa.float64()),
        ("high", pa.float64()),
        ("level", pa.float64()),
        ("weighting", pa.string()),
        ("status", pa.string()),
        ("note", pa.string()),
    ]
)

GOLD = pa.schema(
    [
        ("posting_id", pa.string()),
        ("sample_id", pa.string()),
        ("design", pa.string()),
        ("stratum", pa.string()),
        ("inclusion_prob", pa.float64()),
        ("annotator", pa.string()),
        ("annotator_kind", pa.string()),
        ("adjudicated", pa.bool_()),
    ]
)
"""Labelled postings of a run; only those with an inclusion probability can correct a share."""

COMPARISONS = pa.schema(
    [
        ("statistic", pa.string()),
        ("variable", pa.string()),
        ("value", pa.string()),
        ("slice_by", pa.string()),
        ("slice", pa.string()),
        ("against", pa.string()),
        ("coder", pa.string()),
        ("n", pa.int64()),
        ("n_against", pa.int64()),
        ("n_gold", pa.int64()),
        ("n_gold_against", pa.int64()),
        ("share", pa.float64()),
        ("share_against", pa.float64()),
        ("difference", pa.float64()),
        ("low", pa.float64()),
        ("high", pa.float64()),
        ("level", pa.float64()),
        ("p_value", pa.float64()),
        ("q_value", pa.float64()),
        ("m", pa.int64()),
        ("selected_low", pa.float64()),
        ("selected_high", pa.float64()),
        ("detectable", pa.float64()),
    ]
)

PAIRS = pa.schema(
    [
        ("variable", pa.string()),
        ("value", pa.string()),
        ("other", pa.string()),
        ("count", pa.int64()),
        ("n_employers", pa.int64()),
        ("n", pa.int64()),
        ("lift", pa.float64()),
        ("low", pa.float64()),
        ("high", pa.float64()),
        ("level", pa.float64()),
    ]
)

PAY = pa.schema(
    [
        ("slice_by", pa.string()),
        ("slice", pa.string()),
        ("currency", pa.string()),
        ("period", pa.string()),
        ("statistic", pa.string()),
        ("n", pa.int64()),
        ("n_employers", pa.int64()),
        ("value", pa.float64()),
        ("low", pa.float64()),
        ("high", pa.float64()),
        ("level", pa.float64()),
        ("status", pa.string()),
        ("note", pa.string()),
    ]
)

LEARNING_PATH = pa.schema(
    [
        ("step", pa.int64()),
        ("value", pa.string()),
        ("threshold", pa.float64()),
        ("n", pa.int64()),
        ("share", pa.float64()),
        ("low", pa.float64()),
        ("high", pa.float64()),
        ("level", pa.float64()),
    ]
)

AGREEMENT = pa.schema(
    [
        ("name", pa.string()),
        ("comparison", pa.string()),
        ("reference", pa.string()),
        ("coder", pa.string()),
        ("codebook", pa.string()),
        ("variable", pa.string()),
        ("subset", pa.string()),
        ("value", pa.string()),
        ("measure", pa.string()),
        ("n", pa.int64()),
        ("n_employers", pa.int64()),
        ("right", pa.int64()),
        ("figure", pa.float64()),
        ("low", pa.float64()),
        ("high", pa.float64()),
        ("level", pa.float64()),
        ("annotator_kind", pa.string()),
        ("note", pa.string()),
    ]
)

PUBLIC = {
    "postings": POSTINGS,
    "codings": CODINGS,
    "assessments": ASSESSMENTS,
    "rejections": REJECTIONS,
    "gold": GOLD,
    "estimates": ESTIMATES,
    "comparisons": COMPARISONS,
    "pairs": PAIRS,
    "pay": PAY,
    "learning_path": LEARNING_PATH,
}

AFTER_RUN = {"agreement": AGREEMENT}
"""Public tables that a command makes from a finished run; a new run into the folder removes them."""

SORTED_BY = {
    "postings": ["posting_id"],
    "codings": ["posting_id", "coder", "variable", "start_char", "end_char", "value", "field"],
    "assessments": ["posting_id", "coder", "variable"],
    "rejections": ["posting_id", "coder", "variable", "value", "quote"],
    "gold": ["posting_id", "annotator"],
    "estimates": ["estimate_id"],
    "comparisons": ["variable", "slice_by", "slice", "value"],
    "pairs": ["low", "value", "other"],
    "pay": ["slice_by", "slice", "currency", "period", "statistic"],
    "learning_path": ["threshold", "step"],
    "agreement": ["name"],
}
