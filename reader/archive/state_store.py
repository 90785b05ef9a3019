"""All that a reader keeps, in one place."""

from reader.archive.state_dossiers import KeptDossiers
from reader.archive.state_dumping import Dumping
from reader.archive.state_flags import KeptFlags
from reader.archive.state_notes import KeptNotes
from reader.archive.state_restoring import Restoring
from reader.archive.state_searches import KeptSearches
from reader.archive.state_succession import Succession
from reader.archive.state_tags import KeptTags


class StateStore(KeptFlags, KeptTags, KeptNotes, KeptDossiers, KeptSearches, Succession, Dumping, Restoring):
    """What a reader keeps of the archive in a folder. Methods raise ArchiveError; any thread may call them.

    Articles are named by their ids. Each change is one transaction, which undo can take back.
    """
