"""The library's forms in Belong's words; their checks and limits stay the library's."""
