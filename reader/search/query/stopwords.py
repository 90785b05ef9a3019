"""Very common words: they count only in quotes, after `=`, in NEAR, or when nothing else is asked for.

Articles, pronouns, prepositions, auxiliaries and question words of English that say nothing about an article's subject.
Words that are also names or matters of the news (may, us, no, after, over, against) are left out on purpose.
"""

_WORDS = """
a an the and or not but if so than then that this these those there here
i me my we our you your he him his she her it its they them their
what which who whom whose when where why how
of in on at to by for from with into as about between
am is are was were be been being do does did has have had will would can could should
"""

COMMON = frozenset(_WORDS.split())
