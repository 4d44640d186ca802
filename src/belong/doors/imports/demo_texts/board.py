"""The board. For the form see demo_texts/__init__.py."""

TEXT = """\
! Minutes: the roof and its costs #money #building
  The offer for the roof is a fifth above the estimate. We agreed to ask two more firms and to apply to the
  heritage fund by the end of the quarter.
> I will write the application. The engineer's report should be enclosed; I have it.

? Do we need a reserve for the weir? #money #water
  If the authority asks for the fish pass, it will be expensive, and it will be soon.
> A fifth of the surplus each year until it is settled. Then nobody has to decide in a hurry.

? Who speaks for us at the town council? #representation
  The item about parking comes up on the tenth.
> Somebody who lives here and was not part of the quarrel of last year. I would ask the chair of the northern
  chapter to sit beside, as a sign.

! Succession for the treasurer #roles
  After nine years I would like to hand over at the next assembly, in good order. I offer to sit beside my
  successor for a year.
> Nine years without one wrong figure. We should begin to look now, and thank you then.

? A paid position for the office? #roles #money
  The office works far more hours than we pay for, and nobody says so.
> Let us write down for three months what is done there. Then we talk about a figure and not about a feeling.

? Should the orchard be leased or bought? #orchard #money
  The owner has made an offer that stands until autumn.
> Lease for thirty years with a first right to buy. An old tree does not care who owns it, but the bank does.

! What the members told us #figures
  212 answers. Most would recommend us, many would like to be asked for something, and forty wrote that nobody
  had ever thanked them. The last number is the one to work on.
> Each of us could write two cards a week. That would be all forty before Easter.

? How do we handle the complaint about noise? #neighbours
  The new neighbours have written for the second time about Sundays.
> Invite them to a milling day before we answer. People complain about a noise until they know what it is for.
"""
