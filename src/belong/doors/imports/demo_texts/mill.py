"""Wheel, stones and gears. For the form see demo_texts/__init__.py."""

TEXT = """\
? The wheel stops at low water: what can we still grind? #water #wheel
  Since the dry spring the wheel turns only two hours a day before the pond is empty. Is it worth dressing the
  stones now, or should we wait for rain?
> Dress them now, while nobody misses the flour. For demonstrations one pair at half feed runs on a third of
  the water.
> Check the leat first. Last time the pond was not empty because of the weather but because the board at the
  upper weir had slipped.

? How often must the stones be dressed? #stones #milling
  The flour is warm when it comes out and feels greasy. I have noted 41 hours of work since the last time.
> Warm flour says it before any calendar. With our French stones it is every sixty hours or so; with the
  conglomerate pair half of that.

? Which grease for the neck bearing? #bearings #maintenance
  The tin is empty and has no label left. Someone has been using kitchen fat, which I do not want to comment
  on.
> Mutton tallow with a little beeswax is what the wooden bearing wants. Mineral grease softens the brasses'
  packing. I have two tins at home for you.
> For the record, the kitchen fat was me, in 2009. It worked for one afternoon.

? A knocking sound once each turn #wheel #repair
  It comes from the pit and can be felt in the floor. It was not there before the flood. Nothing seems loose.
> Walk round the wheel with chalk and mark where it is when it knocks. Always the same paddle: the paddle.
  Always the same tooth: the pit wheel.
> After the flood ours had a stone the size of a fist behind the breast. Look before you turn it again.

? Apple or hornbeam for new cogs? #wood #gears
  We need about thirty cogs for the spur wheel. The carpenter offers dry hornbeam; the book says apple.
> Either, if it is dry. Hornbeam is easier to get in straight lengths. What matters is that you replace them
  in pairs opposite each other and never mix old and new at random.

? Who is allowed to run the mill alone? #safety #training
  The list in the office is from before the renovation, and three of those named have moved away.
> Nobody alone, ever. One who has passed and one who watches. I will bring the list up to date with the safety
  circle this month.

! The sluice has been repaired #water #repair
  Oak frame, new rack, and the pinion that the blacksmith forged after the broken one. It took eleven evenings
  and a great deal of soup. Please do not open it by more than six teeth until the wood has swollen.
> It opens with one hand now. For twenty years I believed that it had to be that heavy.

? How do we explain the governor to visitors? #visitors #gears
  I say that it keeps the speed even, and then I see that nobody has understood. Is there a simple way to show
  it?
> Let a child turn the small model with the two lead balls, first slowly and then fast. They see the balls
  rise and the stones part, and then they explain it to their parents.

? Is the tail water supposed to foam? #water
  Since Monday there is white foam below the wheel, as high as a hand. It smells of nothing.
> In spring that is often pollen and leaf matter beaten up by the wheel. If it stays for a week or smells of
  soap, call the water board, and take a bottle of it before you do.

? What does the number on the bedstone mean? #history #stones
  There is a carved 47 over a star on the side of the older bedstone. No other stone here has one.
> The quarry numbered what left on barges. The star was the yard of the Andernach dealers. The history group
  has the freight book; 47 may well be in it.

? Which chisel for dressing French burr? #stones #tools
  The old picks are worn to the length of a thumb. Is there anybody who still makes them, or do we use
  carbide?
> Carbide tips in the old handles, and goggles for everybody in the room. Purists may watch.
> The smith in the next valley forges them again for the millwrights' guild. Three for the price of a good
  dinner.

? Dust in the upper floor: is it dangerous? #safety #dust
  When we run both pairs, a fog hangs below the roof. Visitors photograph it. I think of explosions.
> You think rightly. No open flame, no old lamps, hatches open, and one pair at a time while people are
  upstairs. The extraction comes in autumn.

? How was the hoist driven before the motor? #history #gears
  There is a slack belt in the roof with a lever that leads nowhere now.
> That is the sack hoist: the lever tightened the belt against the turning drum. The rope to it was taken out
  in 1961. All it needs is the rope and somebody who does not mind heights.

! Milling day on the last Sunday of the month #milling #volunteers
  We grind from eleven to four as long as the water lasts. Two millers, two helpers, one person at the door.
  Write your name here if you want to learn it; there is always room for one more pair of eyes.
> Helper from eleven to two, please. I would like to learn to judge the meal by hand.

? Oil for the bare iron parts before winter? #maintenance #winter
  Last winter the rack rusted within weeks because the building is damp.
> Linseed oil, thin, two coats, wiped off after an hour. It looks right, and it does not drip on the flour
  like the other stuff did.

? What do we do about the eels? #water #nature
  An angler told me that the eels cannot pass the weir in autumn. Is that our business?
> It is. Leave the bypass board out on moonless nights in October and November. The water bailiff will gladly
  show you; he has asked us for years.

? Can the wheel make electricity while it idles? #wheel #energy
  With eighty percent of the days without milling it seems a waste. The roof is listed, so no panels.
> A small generator on the lay shaft gives two to three kilowatts here. It needs a permit for the water, and
  that is where the last attempt stopped. I still have the papers.
> Please think of the bearings: idling for 300 days a year wears more than milling for 60.

? How do I read the old feed gauge? #milling #tools
  It goes from one to nine without a unit. The notes say "six for wheat, four for barley".
> It is the height of the gate in quarter inches, no more. The notes are still right if the damsel is the old
  one with four edges.

? Insurance for volunteers in the mill #safety #insurance
  What exactly are we insured for when we work here on weekdays, outside the opening hours?
> Every member who is in the day book is covered, at any hour. Not in the book, not covered. So please write
  yourself in before you take off your jacket.

? The crown wheel has lost two teeth #gears #repair
  They broke clean at the root while nobody was near. The others look sound. May we run with the neighbouring
  ones?
> No. The load of two falls on the next one and it goes on like a zip. We have four spare blanks in the loft;
  an evening's work with two people.

? Does anybody have a drawing of the wooden damsel? #tools #wood
  Ours has worn round and no longer shakes the shoe. I could turn a new one if I knew the measures.
> I measured it in 2017 before it wore down. Drawing sent to the office, and a copy hangs beside the bench.

! A visit from the millwrights' guild #visitors #skills
  Nine millwrights spent a Saturday with us and left a list of twelve things, three of which are urgent. The
  list is friendly, exact and a little embarrassing. It will hang in the workshop, and I will tick off what is
  done.
> Number four is done: the wedge under the bridge tree sits again.

? How warm may a bearing get? #bearings #safety
  I laid my hand on the wallower's bearing after an hour and could leave it there for about three seconds.
> Three seconds is about fifty-five degrees, which is the limit. Stop, let it cool, look for dry packing. Five
  seconds would be fine.

? Where should the fire extinguishers be? #safety
  The inspector wants them at the doors; our plan has them at the machines.
> At the doors, so that one walks towards the way out to get one. Keep one more at the stones, in addition.
"""
