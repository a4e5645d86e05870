"""Words that say nothing of a job by themselves: a phrase that begins or ends with one is no evidence."""

from __future__ import annotations

_FUNCTION_WORDS = frozenset(
    {
        "a", "about", "all", "also", "am", "an", "and", "any", "apply", "are", "as", "at", "be",
        "been", "being", "both", "but", "by", "can", "could", "cv", "did", "do", "does", "each",
        "eg", "either", "etc", "from", "had", "has", "have", "he", "her", "his", "how", "http",
        "https", "i", "if", "into", "is", "it", "its", "may", "me", "might", "more", "most",
        "my", "no", "nor", "not", "of", "or", "our", "over", "please", "resume", "s", "shall",
        "she", "should", "so", "submit", "such", "than", "that", "the", "their", "them", "then",
        "there", "these", "they", "this", "those", "under", "us", "very", "was", "we", "were",
        "what", "when", "where", "which", "who", "whom", "why", "will", "would", "www", "you",
        "your",
    }
)  # fmt: skip
_AT_END = frozenset({"across", "for", "in", "on", "to", "with"})


def is_content(term: str) -> bool:
    """Whether a folded n-gram is more than function words, numbers and single letters.

    Examples
    --------
    >>> is_content("vector search"), is_content("of the"), is_content("search with"), is_content("5")
    (True, False, False, False)
    """
    words = term.split(" ")
    if words[0] in _FUNCTION_WORDS or words[-1] in _FUNCTION_WORDS or words[-1] in _AT_END:
        return False
    return not all(len(word) == 1 or word.isdigit() for word in words)
