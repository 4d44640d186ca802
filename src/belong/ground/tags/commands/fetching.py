from belong.ground.kernel.public import NotFound
from belong.ground.people.public import Actor
from belong.ground.tags.models import Tag
from belong.ground.tags.policies import visible_to


def tag_for(actor: Actor, slug: str) -> Tag:
    """The tag, locked until the transaction ends. Raises `NotFound`."""
    found = visible_to(actor).select_for_update(no_key=True).filter(slug=slug).first()
    if found is None:
        raise NotFound
    return found
