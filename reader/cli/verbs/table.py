"""The one table of verbs: name, and the sentence that help shows. A verb's module is imported when it is used."""

VERBS = {
    "add": "add dumps to the archive and index them",
    "list": "list articles, newest first",
    "show": "print articles",
    "search": "search the archive",
    "count": "print a number of articles",
    "export": "write articles as JSON or JSON Lines",
    "info": "tell what the archive holds",
    "forget": "take a dump out of the archive",
    "reindex": "build the index anew",
}
