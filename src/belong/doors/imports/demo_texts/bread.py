"""The bakehouse. For the form see demo_texts/__init__.py."""

TEXT = """\
? Why does the sourdough collapse in the big oven? #sourdough #oven
  At home the same dough stands up well. In the bakehouse it spreads as soon as it is on the stone, although
  the oven has had its full three hours.
> The dough is warmer than at home, because the room is. Take two degrees off the water and shorten the second
  rest by a third.
> Look at the stone, too. If it is below 240 degrees the loaf spreads before it springs. The pyrometer hangs
  behind the door.

? How do we know that the oven is hot enough without a thermometer? #oven
  The guide tells visitors that the bakers threw flour on the stone. What did they look for?
> A pinch of flour should brown while you count to ten. Black at five means wait and sweep with a wet broom;
  still pale at fifteen means another armful of wood.

? Which flour comes from our own stones now? #flour #milling
  There are three kinds of bags on the shelf and no date on any of them. Which is ours, and how fresh is it?
> The brown bags with the wheel stamp are ours. From this month each carries the day of milling; use the
  wholemeal within six weeks.
> If in doubt, smell it. Fresh wholemeal smells of nuts, old one of cardboard.

? Rye that sticks to the basket every time #rye
  I flour the basket until it is white and the rye loaf still tears. Is there a trick, or is the dough simply
  too wet?
> Use rice flour mixed half and half with rye for dusting. Wheat flour turns into glue. And turn the loaf out
  at once when it is ready: five minutes decide.

? A starter for the whole group: who keeps it alive? #sourdough
  We have lost the bakehouse starter twice during the winter break. How do other communal ovens do this?
> Dry a thin layer on baking paper, crumble it and keep it in a jar. It wakes up in three days. I still have
  some from the first one, and you may have half.
> Four people each keep a jar and nobody is ever at fault. We have done it so at the northern chapter since
  the beginning.

! Baking days for the second half of the year #volunteers #oven
  The oven is lit on the first Friday of each month; dough may be brought from four o'clock, the last loaf
  comes out at eight. There is room for thirty loaves. Please write your name on the slate, not on the wall.
> May I bring a class of eight-year-olds in October? They would only need an hour, and they would bring their
  own dough.

? How much salt did people use a hundred years ago? #history #recipes
  I am rewriting the panel in the bakehouse. The miller's wife notes a pound of salt, but not for how much
  flour.
> In her book the sack is always 280 pounds of flour, and four pounds of salt to the sack is what bakers'
  manuals of the time say. A pound would then be for a quarter sack, which fits her oven.

? What wood is right for the oven? #oven #wood
  We have beech, ash and a lot of apple wood from pruning. Someone said that fruit wood makes bread taste.
> Beech or ash for heat, and finish with thin apple branches for the flame along the roof. You will not taste
  it in the bread, but you will smell it in the yard.
> Never oak that is younger than three years: it spits, and the soot stays in the dome.

? Crust too dark, crumb too wet: what to change first? #oven #sourdough
  My two-kilogram loaves are nearly black outside and damp at the centre. Bake longer and they burn.
> Wait. Rake out, close the door and let the oven settle for forty minutes before you load. The stone evens
  out and the dome stops scorching.

? Can we bake for people who cannot eat wheat? #recipes #safety
  Visitors ask for bread without gluten every open day. There is wheat dust on every surface in there, so I
  have said no so far.
> You were right to say no. Offer the oat biscuits from the tea room, baked elsewhere and packed, and say
  openly why.

? Buns for the mill festival: how many, and when do we start? #festival #volunteers
  Last year they were gone at half past one. I would rather not run out again, but I also do not want to throw
  any away.
> Count one and a half for each visitor before two o'clock and one after. With 900 visitors that was 1,100
  last time. Bake the last two trays only when the first queue forms.
> The night shift can shape and leave them in the cold cellar. Then two people at six in the morning are
  enough.

? What did the old bakers do about weevils? #flour #storage
  Found some in the barley sack in the loft. The exhibition is next to it, so I do not want to spray.
> Freeze the sack for four days, sweep the loft with the hatch open in frost, and hang bay leaves if it makes
  you feel better. That is what they did, without the freezer.

? How do I shape a plait with five strands? #recipes #skills
  I can do three and four. With five I always end up with a lump at the far end.
> From the outer right over two, from the outer left over two, and start in the middle, working first towards
  you and then turning the loaf. The lump disappears because both ends are thin.

! The cracked door of the oven #repair #oven
  The cast door has a crack from the hinge to the handle. The foundry in the valley can cast a new one from
  the old as a pattern for a reasonable sum. Until then please close it with the board and never with the
  foot.
> I drove past and asked: they need it for two weeks. February would be best, when nobody bakes.

? Is stone-ground flour really better, or do we just say so? #milling #flour
  A visitor who is a food chemist smiled politely when I told him. I would like to say things that are true.
> It keeps the germ, so it has more flavour and more of some vitamins, and it spoils sooner. That is true and
  enough. Whether it is better is for them to taste.
> Say what we can show: put both flours in two bowls and let people smell them. Nobody has argued with the
  bowls yet.

? How do we clean linen cloths for proofing? #skills
  Half the cloths smell sour even when they are dry. Boiling made them stiff.
> Shake, dry in the sun, brush. Wash only when mould shows, with soda and without soap, and iron them hot
  while damp.

? Barley bread: is there a recipe that people will eat? #recipes #barley
  For the evening about the hungry years I want to bake what was eaten then. My first try could have been used
  to mend the yard.
> A third barley, two thirds wheat, and scald the barley flour with boiling water the night before. It becomes
  moist and keeps for days.
> If it has to be honest, use half barley and warn them. Thin slices with lard; hunger is the other
  ingredient.

? Who may light the oven alone? #safety #oven
  I have now helped at six baking days. Is there a rule for when one may do it without somebody experienced
  beside one?
> Three fires with a mentor, then one where the mentor only watches. Tell me when you want the last one; you
  are ready.

? Where can the northern members borrow baskets? #sharing
  We will bake together in March and have dough for forty loaves, but baskets for eleven.
> There are thirty-six in the cupboard under the stairs. Please bring them back dry.

! What I learned in a year at the oven #skills #oven
  I came to the first baking day because of the smell and stayed because of the people. In a year I ruined
  nineteen loaves, and each of them was eaten. If you hesitate to join: nobody will look at your loaf before
  they look at you.
> That is the nicest description of our Fridays. May I read it out at the open day?

? Spelt behaves differently each week #flour #spelt
  Same recipe, same hands. One week it is silk, the next it runs over the table. Is it the weather?
> It is the flour. Spelt from the two farms differs a lot. Keep back a tenth of the water and add it only if
  the dough asks.

? Do we have a record of the prices for bread? #history
  A student would like to compare prices of bread and wages in the valley between the wars.
> The bakehouse ledger has both for 1924 to 1931. The history group has photographs of every page; ask there,
  the originals must not be handled.
"""
