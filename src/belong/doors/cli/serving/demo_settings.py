"""How the demo's association is set up: in its own words, as its owner would have done it."""

from belong.doors.cli.house import actor

NAME = "Friends of Kestrel Mill"
PURPOSE = "An old mill, its orchard and its oven, and everybody who keeps them going."

TEXTS = {
    "values": """We keep the mill, and the mill keeps us together.

- **Everybody starts somewhere.** No question about grafting, sourdough or slate is too small.
- **Hands first.** Who did the work is named, by name.
- **Old and new.** We like to know how it was done, and try what might be better.
- **Neighbours.** Noise ends at ten, gates are closed, dogs are on a lead among the sheep.

Something is not right? Tell Anna in the office, or any host. It stays between you.
""",
    "terms": """## Who takes part

Everybody who cares for the mill, the orchard or the bakehouse. Membership costs nothing; the key to the bakehouse does.

## What you write

It stays yours. By writing it here you let us show it to those who may read the group that you wrote it in.
Pictures of people need their word first, those of children their parents'.

## Tools and machines

The mill's machines are used after an introduction by one of the millers, and never alone.
""",
    "privacy": """## What we keep

Your name, your address, what you write here, and when we spoke. Nobody but you and our hosts sees your address.

## What we do with it

We answer you, invite you, and count how the community is doing. We sell nothing to anybody and let nobody advertise.

## What you can do

Read, correct, take along or erase all that we keep of you, at any time. Write to the office, and Anna does it with you.
""",
    "imprint": """Friends of Kestrel Mill, a registered association

The Mill House, Mill Lane 1, Kestrel

Speaking for it: the board, by its office. This association is a fiction.
""",
}


def set_up() -> None:
    """Name, purpose and texts, once: whoever changes them afterwards is not contradicted at the next start."""
    from belong.ground.kernel.public import community
    from belong.ground.settings.public import change, publish_text

    if community().is_set_up:
        return
    house = actor("demo")
    for key, source in TEXTS.items():
        publish_text(actor=house, key=key, source=source, asks=False)
    given = {"name": NAME, "purpose": PURPOSE, "is_set_up": True}
    change(actor=house, values={name: value for name, value in given.items() if name not in community().fixed})
