"""What tells running text from a label: ends of sentences, length in words, capitals."""

import re

# Closing quotes are often typed the wrong way round.
_CLOSING = "'\"’”»“‘)]"
_SENTENCE_ENDS = frozenset(".!?…:;")
_STATEMENT_ENDS = frozenset(".!…:;,")
_INNER_END = re.compile(r"[a-z0-9)”’\"][.!?…]['\"’”»)\]]*\s+['\"“‘«(\[]*[A-Z]")
_SENTENCE_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had|said|says|will|would|can|could|did|does|do)\b", re.I)


def ends_sentence(text: str) -> bool:
    """Whether a line ends as running text does: stop, question mark, colon, ellipsis, closing quotes allowed."""
    return text.rstrip(_CLOSING)[-1:] in _SENTENCE_ENDS


def ends_statement(text: str) -> bool:
    """As `ends_sentence`, but a question mark does not count: questions also stand as headings."""
    return text.rstrip(_CLOSING)[-1:] in _STATEMENT_ENDS


def is_single_sentence(text: str) -> bool:
    """Whether no sentence ends inside the text."""
    return _INNER_END.search(text) is None


def has_verb(text: str) -> bool:
    """Whether a common auxiliary or verb of saying stands in the text: a sign of a full sentence."""
    return _SENTENCE_VERB.search(text) is not None


def word_count(text: str) -> int:
    """Words, as white space parts them."""
    return len(text.split())
