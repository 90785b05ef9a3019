"""What a word may be in or beside a name: one bit for each list of words in the files."""

LISTS = (
    "honorifics", "organisation_heads", "company_endings", "place_heads", "place_openers", "thing_heads", "subjects",
    "given_names", "adjectives", "not_names", "starters", "function_words", "in_places", "at_places", "place_words",
    "settlement_words", "speech", "people_words", "organisation_words", "land_words", "facility_words",
    "facility_kinds", "regions", "people_endings", "place_endings", "organisation_endings",
)  # fmt: skip
"""The lists of [words] but `roles`, whose entries may have several words."""

(
    HONORIFICS, ORGANISATION_HEADS, COMPANY_ENDINGS, PLACE_HEADS, PLACE_OPENERS, THING_HEADS, SUBJECTS,
    GIVEN_NAMES, ADJECTIVES, NOT_NAMES, STARTERS, FUNCTION_WORDS, IN_PLACES, AT_PLACES, PLACE_WORDS,
    SETTLEMENT_WORDS, SPEECH, PEOPLE_WORDS, ORGANISATION_WORDS, LAND_WORDS, FACILITY_WORDS,
    FACILITY_KINDS, REGIONS, _, _, _,
) = (1 << number for number in range(len(LISTS)))  # fmt: skip

HEADS = ORGANISATION_HEADS | PLACE_HEADS | THING_HEADS | COMPANY_ENDINGS
"""Words that tell the kind of the name that ends in them."""
GENERIC = ORGANISATION_HEADS | SUBJECTS | NOT_NAMES | ADJECTIVES
"""Words of which alone a name is that of many: "Defence Ministry"."""
SOFT = NOT_NAMES | ADJECTIVES
"""Words that begin no name unless what follows has a head word."""
