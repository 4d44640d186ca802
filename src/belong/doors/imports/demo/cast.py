"""The groups of the demo association, and those of its people who have a name in the texts."""

from typing import NamedTuple


class Member(NamedTuple):
    """Somebody of the association: how much they take part (0 to 5, see `crowd.py`), where, and as what."""

    key: str
    name: str
    part: int
    groups: tuple[str, ...] = ()
    role: str = ""
    mail: bool = True


class Circle(NamedTuple):
    """A group of the association and the person who leads it."""

    key: str
    name: str
    kind: str
    audience: str
    leader: str
    summary: str


GROUPS = (
    Circle("orchard", "Heritage Orchard", "interest", "public", "ines", "Old kinds of apples and pears: grafting, "
           "pruning, picking, pressing, and finding out what they are called."),
    Circle("bread", "Bread and Bakehouse", "interest", "public", "tomasz", "The wood-fired oven, sourdough, our own "
           "flour, and what was baked here before us."),
    Circle("mill", "Wheel and Stones", "practice", "members", "pavel", "Those who keep the mill turning: water, wood, "
           "iron, stone, and safety before everything else."),
    Circle("guides", "Guides", "practice", "members", "amira", "How we receive visitors and what we tell them, from "
           "the lamp tour to the coach party that is half an hour late."),
    Circle("history", "Local History", "interest", "public", "clara", "Sources, photographs, memories and old measures "
           "of the valley."),
    Circle("garden", "Mill Garden", "interest", "members", "marta", "Beds, herbs and bees behind the bakehouse, tended "
           "by whoever has an hour and does not mind the knees."),
    Circle("north", "Northern Chapter", "chapter", "members", "jonas", "Members who live more than an hour from the "
           "mill and meet in the parish hall."),
    Circle("lakeside", "Lakeside Chapter", "chapter", "members", "ulrike", "For those across the lake. We used to fill "
           "the boathouse, and there is still a kettle."),
    Circle("help", "First Steps", "support", "public", "samuel", "New here? Ask anything. Nobody was born with a "
           "millstone pick."),
    Circle("night", "Night Kitchen", "support", "private", "leila", "For members who look after somebody at home. "
           "There is usually a light on at three in the morning."),
    Circle("young", "Young Millers", "circle", "private", "emil", "Everybody between twelve and twenty, and the plans "
           "that the grown-ups hear about later."),
    Circle("board", "Board", "circle", "secret", "ruth", "The board's papers and decisions."),
)  # fmt: skip

PEOPLE = (
    Member("ines", "Inês Carvalho", 5, ("orchard", "bread", "help"), "mentor"),
    Member("tomasz", "Tomasz Wolny", 5, ("bread", "mill", "help"), "mentor"),
    Member("henrik", "Henrik Solberg", 5, ("mill", "guides", "board"), "mentor"),
    Member("amira", "Amira Haddad", 5, ("guides", "help", "history"), "speaker"),
    Member("clara", "Clara Vogt", 5, ("history", "guides"), "speaker"),
    Member("samuel", "Samuel Okafor", 5, ("help", "mill", "orchard"), "mentor"),
    Member("jonas", "Jonas Brandt", 4, ("north", "bread", "board")),
    Member("ruth", "Ruth Lindqvist", 4, ("board", "history", "north")),
    Member("mei", "Mei Tanaka", 4, ("orchard", "guides", "garden", "night", "bread")),
    Member("pavel", "Pavel Novotný", 4, ("mill", "history")),
    Member("grace", "Grace Mensah", 4, ("bread", "guides"), "speaker"),
    Member("luc", "Luc Fontaine", 4, ("orchard", "mill", "board")),
    Member("sofia", "Sofia Rinaldi", 4, ("bread", "history")),
    Member("daniel", "Daniel Achterberg", 4, ("mill", "orchard")),
    Member("hana", "Hana Kim", 4, ("guides", "history"), "volunteer"),
    Member("oskar", "Oskar Lund", 4, ("north", "mill")),
    Member("leila", "Leila Farahani", 4, ("night", "help", "bread")),
    Member("peter", "Peter Hollander", 4, ("history", "board")),
    Member("yusuf", "Yusuf Demir", 3, ("bread", "north")),
    Member("marta", "Marta Kowalczyk", 4, ("garden", "orchard"), "volunteer"),
    Member("ben", "Ben Whitaker", 3, ("mill",)),
    Member("aino", "Aino Laine", 3, ("north", "guides")),
    Member("carlos", "Carlos Ibarra", 3, ("bread",)),
    Member("nadia", "Nadia Petrova", 3, ("history",)),
    Member("emil", "Emil Sørensen", 4, ("young", "mill", "help")),
    Member("fatou", "Fatou Diallo", 3, ("night", "guides"), "volunteer"),
    Member("george", "George Papadakis", 3, ("night", "orchard")),
    Member("helen", "Helen Marsh", 3, ("history", "bread")),
    Member("ivan", "Ivan Horvat", 3, ("mill", "north")),
    Member("julia", "Julia Steiner", 3, ("guides", "board")),
    Member("kofi", "Kofi Boateng", 3, ("garden", "help", "orchard", "night")),
    Member("lena", "Lena Fischer", 3, ("bread", "garden", "orchard")),
    Member("miguel", "Miguel Santos", 3, ("history",)),
    Member("nora", "Nora Byrne", 3, ("north",)),
    Member("omar", "Omar Bakri", 3, ("mill",)),
    Member("priya", "Priya Nair", 2, ("orchard", "help")),
    Member("quentin", "Quentin Dubois", 2, ("guides",)),
    Member("rosa", "Rosa Jiménez", 2, ("bread",)),
    Member("stefan", "Stefan Gruber", 2, ("lakeside", "mill")),
    Member("tara", "Tara O'Neill", 2, ("north",)),
    Member("ulrike", "Ulrike Hahn", 3, ("lakeside", "history")),
    Member("victor", "Victor Popescu", 2, ("orchard",)),
    Member("wanda", "Wanda Zielińska", 2, ("bread", "help")),
    Member("xavier", "Xavier Roca", 2, ("mill", "help")),
    Member("yara", "Yara Saleh", 2, ("young", "guides")),
    Member("zoltan", "Zoltán Kiss", 2, ("lakeside", "history")),
    Member("anouk", "Anouk de Wit", 1, ("orchard",)),
    Member("bruno", "Bruno Keller", 1, ("mill",)),
    Member("chiara", "Chiara Conti", 1, ("bread",)),
    Member("dirk", "Dirk Janssen", 1, ("north",), mail=False),
    Member("elsa", "Elsa Nyström", 1, (), mail=False),
    Member("farid", "Farid Rahimi", 1, ("help",)),
    Member("gwen", "Gwen Pritchard", 1, (), mail=False),
    Member("hugo", "Hugo Almeida", 0),
    Member("ilse", "Ilse Maurer", 0),
    Member("jakob", "Jakob Winter", 0, mail=False),
    Member("katya", "Katya Orlova", 0),
    Member("office-anna", "Anna Weiss", 3, ("help", "board"), "staff"),
    Member("office-tim", "Tim Reuter", 2, ("guides",), "staff"),
    Member("clock", "Mill Clock", 0, ("guides",), "bot", mail=False),
)
