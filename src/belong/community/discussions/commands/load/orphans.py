"""What members wrote on what an archive brought."""

from django.db.models import Q

from belong.community.discussions.models import Post


def orphans_of(batch: int) -> int:
    """How many posts of members stand on a batch's topics, posts and groups: undoing leaves them to their authors."""
    on_it = Q(topic__batch=batch) | Q(root__batch=batch) | Q(topic__group__batch=batch)
    return Post.objects.filter(on_it, batch__isnull=True, deleted_at__isnull=True).count()
