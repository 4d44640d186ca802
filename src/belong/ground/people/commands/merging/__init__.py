"""Two records of one person: proposed, claimed, made one, parted."""

from belong.ground.people.commands.merging.act import merge, unmerge
from belong.ground.people.commands.merging.choosing import show_own
from belong.ground.people.commands.merging.claiming import claim_history, grant_claim, refuse_claim, take_claim_back
from belong.ground.people.commands.merging.fields import MergeField, merge_fields, register_merge_field
from belong.ground.people.commands.merging.proposing import decide_proposal, propose, register_proposer

__all__ = [
    "MergeField",
    "claim_history",
    "decide_proposal",
    "grant_claim",
    "merge",
    "merge_fields",
    "propose",
    "refuse_claim",
    "register_merge_field",
    "register_proposer",
    "show_own",
    "take_claim_back",
    "unmerge",
]
