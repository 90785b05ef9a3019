"""The keys of the desk: the table of actions, presets, the user's own keys, and how they are told."""
