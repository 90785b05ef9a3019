"""The log of unexpected faults: where in the code, never with what values, for its owner's eyes only."""

import datetime
import os
import traceback

from reader.paths import log_file, private_folder


def write_log(error: BaseException | None) -> str:
    """Append a fault's traceback to the log. Returns the one line for people. Never raises.

    Neither local values nor the exception's own words are written: both may hold text of an article.
    """
    kind = type(error).__name__ if error is not None else "fault"
    path = log_file()
    try:
        private_folder(path.parent)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
        with open(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{datetime.datetime.now().astimezone().isoformat(timespec='seconds')}\n")
            while error is not None:
                for frame in traceback.extract_tb(error.__traceback__):
                    file.write(f"  {frame.filename}:{frame.lineno} in {frame.name}\n")
                file.write(f"{type(error).__module__}.{type(error).__qualname__}\n")
                error = error.__cause__ or error.__context__
    except Exception:  # a fault while telling a fault must not hide it
        return f"broadsheet: unexpected {kind}; the log {path} could not be written"
    return f"broadsheet: unexpected {kind}; where it happened is in {path}"
