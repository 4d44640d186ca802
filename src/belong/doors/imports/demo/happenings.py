"""The events of the demo association's year, what is spoken of there, what is shared, and what is sold."""

EVENTS = {
    1: ("Lantern walk to the weir", "Winter talks in the bakehouse"),
    2: ("Scion wood swap", "Stone dressing day"),
    3: ("Grafting day", "Opening of the sluices"),
    4: ("Blossom walk", "Spring cleaning of the mill"),
    5: ("Mill day", "Night at the oven"),
    6: ("Bee morning in the garden", "Midsummer supper"),
    7: ("Hay and herbs", "Children's milling day"),
    8: ("First flour", "Evening of old photographs"),
    9: ("Harvest table", "Open monuments day"),
    10: ("Apple day", "Pressing weekend"),
    11: ("Bread of the dead and the living", "Guides' evening"),
    12: ("Advent baking", "Annual meeting and soup"),
}
"""Two for each month; the year is added."""

TALKS = (
    "How a stone is dressed",
    "Reading a leat by its banks",
    "Forty apples and their names",
    "What the account books leave out",
    "Sourdough in a cold house",
    "Oak, elm, larch: which tooth for which wheel",
    "Bees beside running water",
    "Guiding those who cannot hear the mill",
    "The flood of 1911, street by street",
    "Old measures, and how the miller cheated",
    "Pruning what nobody pruned for thirty years",
    "A day as apprentice, as it was told",
    "Rye, and why we forgot it",
    "Safety at the turning shaft",
)

_KINDS = {
    "Work sheet": ("setting the stones", "first pruning", "lighting the oven", "greeting a coach party", "hive in May",
                   "reading parish books", "greasing the bearings", "heating flour trials", "seed saving",
                   "labelling trees", "opening the shop", "counting visitors"),
    "Photographs": ("the wheel in ice", "oven rebuilt", "harvest table", "the orchard from the ridge", "nameless faces",
                    "weir at low water", "old mill staff", "bakehouse before the fire", "loaf by loaf", "spring beds"),
    "Recipe": ("rye with walnuts", "apple butter", "flat bread of the first flour", "quince cheese", "soup for sixty",
               "seed crackers", "plum cake on leaven", "pickled green walnuts", "honey vinegar", "oat wreaths"),
    "Map": ("leats and sluices", "trees by number", "walk of the three mills", "lost bakehouses", "flood marks",
            "beds behind the bakehouse", "graves of the millers", "footpaths of the flour carriers"),
    "Recording": ("Old Tilda on washing days", "the stones at full speed", "talk on old measures", "dawn in the garden",
                  "the last miller's grandson", "an evening of songs", "children ask the miller", "rain on the wheel"),
    "Table": ("flour sold since 1890", "blossom dates", "visitors by month", "water levels", "what each tree gave",
              "oven hours and wood", "prices in the day book", "bees over winter"),
    "Sheet for guides": ("lamp tour", "ten questions of children", "in plain words", "in German", "in Spanish",
                         "with a wheelchair", "when the wheel stands", "half an hour late"),
}  # fmt: skip

_YEARS = ("first edition", "corrected")
THINGS = {kind: tuple(f"{one}, {year}" for one in names for year in _YEARS) for kind, names in _KINDS.items()}
"""Kinds of things that are shared, with what each is of."""

BORROWED = ("Came along to an event", "Heard of us over the fence", "Was given a loaf", "A year as a present", "")
"""How somebody was brought."""

GOODS = (
    ("Flour, a kilo of wheat", 390),
    ("Flour, a kilo of rye", 360),
    ("Flour, five kilos", 1650),
    ("Cider, a bottle", 580),
    ("Apple juice, three litres", 790),
    ("Honey of the garden", 720),
    ("A loaf on Saturday", 540),
    ("Quince cheese", 460),
    ("Calendar of the mill", 1200),
    ("Course in bread, a day", 6500),
    ("Course in grafting, an afternoon", 3800),
    ("A grafted tree", 2900),
    ("Tickets for the night at the oven", 1500),
)
"""What the shop sells, and for how many cents."""
