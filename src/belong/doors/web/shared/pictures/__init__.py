"""Pictures of data, drawn on the server: safe markup that the page's own style sheet colours.

`bars`, `columns`, `line`, `cells`, `bands`, `spark`. Each takes small frozen values and returns markup for a template.
Texts keep their size: pictures stretch with percentages, so nothing shrinks on a phone. Bars start at zero.
"""
